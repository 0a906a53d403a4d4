package io.quong.dataplane.path;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A client that sends and sees bytes; text of one character a byte. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final Pattern VARYING = Pattern.compile("(?m)^(Date|X-Kong-\\w+-Latency): [^\r]*");
  private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{32}\\b");

  private final Socket socket;

  RawClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends one request and reads until the gateway closes. */
  static String ask(int port, String request) {
    try (RawClient client = new RawClient(port)) {
      client.send(request);
      return client.rest();
    }
  }

  /** The answer to a GET of the path, with dates, latencies and ids masked. */
  static String get(ProxyNode node, String path, String... headers) {
    return masked(ask(node.port(), request("GET", path, headers)));
  }

  /** A request without a body that ends its connection. */
  static String request(String method, String path, String... headers) {
    StringBuilder request =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: a.test\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("Connection: close\r\n\r\n").toString();
  }

  static String masked(String text) {
    return ID.matcher(VARYING.matcher(text).replaceAll("$1: *")).replaceAll("*id*");
  }

  void send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything until the gateway closes. */
  String rest() {
    return until(null);
  }

  /** Everything up to and with the text. */
  String until(String end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      int b = in.read();
      while (b >= 0) {
        bytes.write(b);
        if (end != null
            && b == end.charAt(end.length() - 1)
            && bytes.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
          break;
        }
        b = in.read();
      }
      return bytes.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException("after: " + bytes.toString(StandardCharsets.ISO_8859_1), e);
    }
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
