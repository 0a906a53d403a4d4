package io.quong.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What is behind the gateway: answers with 62 bytes, or with as many as the path's end says: {@code
 * /bytes/1000}; for {@code /after/10} that many milliseconds later. Takes bodies with a length and
 * chunked ones, and throws them away.
 */
final class Upstream implements AutoCloseable {
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 62\r\n\r\n"
              + "{\"message\":\"an answer of sixty-two bytes\",\"padding\":\"xxxxxxx\"}")
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BLOCK = new byte[64 * 1024];
  private static final String BYTES = "/bytes/";
  private static final String AFTER = " /after/";

  private final ServerSocket server;

  Upstream() throws IOException {
    server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(this::accept, "upstream");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** A process of its own: tells its port and runs until it is killed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (Upstream upstream = new Upstream()) {
      System.out.println(upstream.server.getLocalPort());
      System.out.flush();
      Thread.currentThread().join();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread thread = new Thread(() -> serve(socket), "upstream-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), BLOCK.length);
      OutputStream out = socket.getOutputStream();
      byte[] buffer = new byte[BLOCK.length];
      for (String head = head(in); head != null; head = head(in)) {
        skip(in, head, buffer);
        pause(head);
        int bytes = head.indexOf(BYTES);
        if (bytes < 0) {
          out.write(ANSWER);
        } else {
          from(out, Long.parseLong(head, bytes + BYTES.length(), head.indexOf(' ', bytes), 10));
        }
      }
    } catch (IOException gone) {
      // The proxy closed the connection: that is how each of them ends.
    }
  }

  private static void pause(String head) {
    int after = head.indexOf(AFTER);
    if (after >= 0) {
      int from = after + AFTER.length();
      LockSupport.parkNanos(Long.parseLong(head, from, head.indexOf(' ', from), 10) * 1_000_000);
    }
  }

  private static void from(OutputStream out, long length) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    for (long left = length; left > 0; left -= BLOCK.length) {
      out.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
    }
  }

  /** In lower case; null at the end of the connection. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      int end = head.length();
      if (c == '\n' && end >= 4 && head.charAt(end - 3) == '\n') {
        return head.toString().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  private static void skip(InputStream in, String head, byte[] buffer) throws IOException {
    int length = head.indexOf("\r\ncontent-length: ");
    if (length >= 0) {
      int from = length + "\r\ncontent-length: ".length();
      skip(in, Long.parseLong(head, from, head.indexOf('\r', from), 10), buffer);
    } else if (head.contains("\r\ntransfer-encoding: chunked")) {
      while (chunk(in, buffer)) {}
    }
  }

  private static boolean chunk(InputStream in, byte[] buffer) throws IOException {
    long size = 0;
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        size = size * 16 + Character.digit(c, 16);
      }
    }
    skip(in, size + 2, buffer);
    return size > 0;
  }

  private static void skip(InputStream in, long length, byte[] buffer) throws IOException {
    for (long left = length; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException();
      }
      left -= read;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
