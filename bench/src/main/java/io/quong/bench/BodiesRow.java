package io.quong.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A gigabyte through the proxy, down and up: rate, and how much memory it took. */
final class BodiesRow implements Row {
  private static final long BYTES = 1L << 30;
  private static final double MEGABYTE = 1 << 20;

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    site.route("bytes", "/bytes");
    ProcessFigures node = site.quong().node();
    boolean peer = site.peers().nginx() != null;
    List<Figure> figures = new ArrayList<>();
    for (boolean up : new boolean[] {false, true}) {
      double[] ours = new double[site.rounds()];
      double[] theirs = new double[site.rounds()];
      double[] grown = new double[site.rounds()];
      send(Quong.PROXY, up);
      for (int round = 0; round < site.rounds(); round++) {
        node.forgetPeak();
        double before = node.megabytes();
        ours[round] = send(Quong.PROXY, up);
        grown[round] = node.peakMegabytes() - before;
        theirs[round] = peer ? send(Peers.NGINX, up) : 0;
      }
      String way = up ? "1 GB up" : "1 GB down";
      figures.add(
          new Figure(
              "bodies",
              way,
              "MB/s",
              ours,
              peer ? theirs : null,
              peer ? "nginx" : null,
              Figure.least(0.8)));
      figures.add(Figure.alone("bodies", way + ", memory grows by", "MB", grown, Figure.most(30)));
    }
    return figures;
  }

  /** Megabytes a second. */
  private static double send(int port, boolean up) throws IOException {
    byte[] buffer = new byte[256 * 1024];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      String head =
          up
              ? "POST /plain HTTP/1.1\r\nHost: bench.test\r\nContent-Length: " + BYTES + "\r\n\r\n"
              : "GET /bytes/" + BYTES + " HTTP/1.1\r\nHost: bench.test\r\n\r\n";
      long begin = System.nanoTime();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      if (up) {
        for (long left = BYTES; left > 0; left -= buffer.length) {
          out.write(buffer, 0, (int) Math.min(left, buffer.length));
        }
        if (!Load.Answer.read(in, new byte[16 * 1024]).ok()) {
          throw new IOException("the upload was refused");
        }
      } else {
        // The head is little beside the body: that many bytes and a few more come.
        for (long got = 0; got < BYTES; ) {
          int read = in.read(buffer);
          if (read < 0) {
            throw new EOFException("after " + got + " bytes");
          }
          got += read;
        }
      }
      return BYTES / MEGABYTE / ((System.nanoTime() - begin) / 1e9);
    }
  }
}
