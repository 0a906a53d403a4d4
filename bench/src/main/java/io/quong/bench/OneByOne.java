package io.quong.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request after the other on one connection to the proxy. */
final class OneByOne implements AutoCloseable {
  private final Socket socket;
  private final byte[] request;
  private final byte[] buffer = new byte[16 * 1024];

  OneByOne(String path) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), Quong.PROXY);
    socket.setTcpNoDelay(true);
    request =
        ("GET " + path + " HTTP/1.1\r\nHost: bench.test\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** Milliseconds until the answer was there. */
  double ask() throws IOException {
    long begin = System.nanoTime();
    socket.getOutputStream().write(request);
    if (!Load.Answer.read(socket.getInputStream(), buffer).ok()) {
      throw new IOException("refused: " + new String(request, StandardCharsets.US_ASCII));
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
