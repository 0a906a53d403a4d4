package io.quong.dataplane.path;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream on a real socket that does what a test says, byte for byte. */
final class RawUpstream implements AutoCloseable {
  /** What it does with a connection; the connection is closed when this returns. */
  interface Behaviour {
    void serve(Connection connection) throws IOException;
  }

  /** The head and body of each request, as they came; text of one character a byte. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  final AtomicInteger connections = new AtomicInteger();

  /** Connections of which the gateway closed its end. */
  final AtomicInteger ended = new AtomicInteger();

  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  RawUpstream(Behaviour behaviour) {
    try {
      server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    thread(() -> accept(behaviour));
  }

  /** Answers every request with the same bytes. */
  static RawUpstream answering(String response) {
    return new RawUpstream(
        connection -> {
          while (connection.request() != null) {
            connection.write(response);
          }
        });
  }

  /** {@code 200} with the text as its body. */
  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "upstream");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Behaviour behaviour) {
    while (true) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        thread(() -> serve(behaviour, socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Behaviour behaviour, Socket socket) {
    try (socket) {
      behaviour.serve(new Connection(socket));
    } catch (IOException gone) {
      ended.incrementAndGet();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** A port on which nobody listens. */
  static int deadPort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The only request. */
  String request() {
    if (requests.size() != 1) {
      throw new AssertionError("requests: " + requests);
    }
    return requests.get(0);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One connection, as its behaviour sees it. */
  final class Connection {
    final Socket socket;
    private final InputStream in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
    }

    /** Reads a request to its end; null when the gateway closed. */
    String request() throws IOException {
      String head = head();
      if (head == null) {
        return null;
      }
      String all = head + body(head);
      requests.add(all);
      return all;
    }

    /** Reads the head of a request alone; null when the gateway closed. */
    String head() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          ended.incrementAndGet();
          return null;
        }
        bytes.write(b);
      }
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private String body(String head) throws IOException {
      String lower = head.toLowerCase(Locale.ROOT);
      if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("0\r\n\r\n")) {
          bytes.write(in.read());
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
      }
      int at = lower.indexOf("\r\ncontent-length: ");
      if (at < 0) {
        return "";
      }
      int from = at + 18;
      int length = Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)));
      return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** The next byte; -1 when the gateway closed. */
    int read() throws IOException {
      return in.read();
    }

    void write(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Waits until the gateway closes its end. */
    void awaitEnd() throws IOException {
      while (in.read() >= 0) {
        // What still comes is of no interest.
      }
      ended.incrementAndGet();
    }

    /** Closes with a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
