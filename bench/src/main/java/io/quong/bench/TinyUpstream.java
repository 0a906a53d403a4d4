package io.quong.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers every request on kept connections with the same 62 bytes of body. */
final class TinyUpstream implements AutoCloseable {
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 62\r\n\r\n"
              + "{\"message\":\"an answer of sixty-two bytes\",\"padding\":\"xxxxxxx\"}")
          .getBytes(StandardCharsets.US_ASCII);
  private static final int END = 0x0d0a0d0a;

  private final ServerSocket server;

  TinyUpstream() throws IOException {
    server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(this::accept, "upstream");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  int port() {
    return server.getLocalPort();
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
    byte[] buffer = new byte[8192];
    int last = 0;
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          last = last << 8 | buffer[i];
          if (last == END) {
            out.write(ANSWER);
          }
        }
      }
    } catch (IOException gone) {
      // The proxy closed the connection: that is how each of them ends.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
