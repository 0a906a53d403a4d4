package io.quong.dataplane.path;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An upstream that reads by the letter of RFC 9112, by code of its own, and writes down what it
 * saw. Whatever leaves room for two readings is {@code MALFORMED}.
 */
final class StrictUpstream implements AutoCloseable {
  /** One request as it came; of headers name and value, names in lower case. */
  record Seen(String method, String target, List<String[]> headers, String body) {
    String header(String name) {
      for (String[] header : headers) {
        if (header[0].equals(name)) {
          return header[1];
        }
      }
      return null;
    }
  }

  final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final ServerSocket server;
  private final List<Socket> sockets = new ArrayList<>();

  StrictUpstream() throws IOException {
    server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "strict-upstream");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        synchronized (sockets) {
          sockets.add(socket);
        }
        thread(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Seen request = read(in);
      while (request != null) {
        seen.add(request);
        String body = request.method().equals("HEAD") ? "" : "ok";
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + body;
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        request = read(in);
      }
    } catch (IOException gone) {
      // The gateway gave the request up; nothing of it counts.
      return;
    }
  }

  /** Null at the end of the connection. */
  private Seen read(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      return null;
    }
    String[] words = line.split(" ", -1);
    if (words.length != 3 || !words[2].equals("HTTP/1.1") || !words[1].startsWith("/")) {
      throw malformed(line);
    }
    List<String[]> headers = new ArrayList<>();
    for (String header = line(in); !"".equals(header); header = line(in)) {
      int colon = header == null ? -1 : header.indexOf(':');
      if (colon < 1 || !token(header.substring(0, colon))) {
        throw malformed("header " + header);
      }
      String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.add(new String[] {name, header.substring(colon + 1).strip()});
    }
    return new Seen(words[0], words[1], headers, body(in, headers));
  }

  private IOException malformed(String what) {
    seen.add(new Seen("MALFORMED", what, List.of(), ""));
    return new IOException("malformed: " + what);
  }

  private static boolean token(String name) {
    return name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
  }

  private String body(InputStream in, List<String[]> headers) throws IOException {
    List<String> lengths = values(headers, "content-length");
    List<String> encodings = values(headers, "transfer-encoding");
    if (values(headers, "host").size() != 1 || lengths.size() + encodings.size() > 1) {
      throw malformed("hosts, lengths or encodings");
    }
    if (!lengths.isEmpty()) {
      if (!lengths.get(0).matches("\\d{1,9}")) {
        throw malformed("length " + lengths.get(0));
      }
      return exactly(in, Integer.parseInt(lengths.get(0)));
    }
    if (encodings.isEmpty()) {
      return "";
    }
    if (!encodings.get(0).equals("chunked")) {
      throw malformed("encoding " + encodings.get(0));
    }
    StringBuilder body = new StringBuilder();
    while (true) {
      String size = line(in);
      if (size == null || !size.matches("[0-9a-fA-F]{1,7}")) {
        throw malformed("chunk " + size);
      }
      int count = Integer.parseInt(size, 16);
      body.append(exactly(in, count));
      if (!"".equals(line(in))) {
        throw malformed("end of a chunk");
      }
      if (count == 0) {
        return body.toString();
      }
    }
  }

  private static List<String> values(List<String[]> headers, String name) {
    return headers.stream().filter(h -> h[0].equals(name)).map(h -> h[1]).toList();
  }

  private static String exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("the body is cut short");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Up to CR LF, of which neither may stand alone; null at the end. */
  private String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    while (b != '\r') {
      if (b < 0 || b == '\n' || b == 0) {
        throw malformed("line " + line);
      }
      line.append((char) b);
      b = in.read();
    }
    if (in.read() != '\n') {
      throw malformed("line " + line);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
