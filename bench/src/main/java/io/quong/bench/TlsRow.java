package io.quong.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS 1.3: full handshakes with a request each, and bytes, per second of processor time. */
final class TlsRow implements Row {
  private static final int CLIENTS = 4;
  private static final long BODY = 64L << 20;
  private static final double MEGABYTE = 1 << 20;
  private static final double WARM_SECONDS = 15;
  private static final double SECONDS = 4;

  /** What one connection gave: handshakes, or megabytes. */
  private interface Work {
    double run(int port) throws IOException, GeneralSecurityException;
  }

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    site.route("bytes", "/bytes");
    ProcessFigures node = site.quong().node();
    ProcessFigures nginx = site.peers().nginx();
    List<Figure> figures = new ArrayList<>();
    for (boolean bytes : new boolean[] {false, true}) {
      Work work = bytes ? port -> get(port, "/bytes/" + BODY) / MEGABYTE : port -> handshake(port);
      double[] ours = new double[site.rounds()];
      double[] theirs = new double[site.rounds()];
      run(node, Quong.PROXY_TLS, WARM_SECONDS, work);
      for (int round = 0; round < site.rounds(); round++) {
        ours[round] = run(node, Quong.PROXY_TLS, SECONDS, work);
        theirs[round] = nginx == null ? 0 : run(nginx, Peers.NGINX_TLS, SECONDS, work);
      }
      figures.add(
          new Figure(
              "tls",
              bytes ? "megabytes" : "handshakes",
              "a CPU second",
              ours,
              nginx == null ? null : theirs,
              nginx == null ? null : "nginx",
              Figure.least(0.8)));
    }
    return figures;
  }

  private static double run(ProcessFigures process, int port, double seconds, Work work)
      throws IOException, InterruptedException {
    double before = process.seconds();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    AtomicLong thousandths = new AtomicLong();
    List<Throwable> failures = new ArrayList<>();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread client =
          new Thread(
              () -> {
                try {
                  while (System.nanoTime() < end) {
                    thousandths.addAndGet((long) (work.run(port) * 1000));
                  }
                } catch (IOException | GeneralSecurityException failed) {
                  synchronized (failures) {
                    failures.add(failed);
                  }
                }
              });
      clients.add(client);
      client.start();
    }
    for (Thread client : clients) {
      client.join();
    }
    if (!failures.isEmpty()) {
      throw new IOException(failures.get(0));
    }
    return thousandths.get() / 1000.0 / (process.seconds() - before);
  }

  private static double handshake(int port) throws IOException, GeneralSecurityException {
    get(port, "/plain");
    return 1;
  }

  /** The bytes of the answer, from a connection of its own that resumes no other. */
  private static double get(int port, String path) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: bench.test\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[64 * 1024];
      double bytes = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
      }
      return bytes;
    }
  }

  /** The certificates are generated ones, and only speed is asked here. */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
