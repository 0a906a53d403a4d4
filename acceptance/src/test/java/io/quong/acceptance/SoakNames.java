package io.quong.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A name server with one name, {@code moving.test}, that stands for another address of the loopback
 * network every second. All other names are unknown.
 */
final class SoakNames implements AutoCloseable {
  private static final int HEAD = 12;
  private static final int NO_SUCH_NAME = 3;

  private final DatagramSocket socket;
  private final Thread thread;

  SoakNames() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    thread = new Thread(this::serve, "soak-names");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    byte[] bytes = new byte[512];
    while (!socket.isClosed()) {
      try {
        DatagramPacket asked = new DatagramPacket(bytes, bytes.length);
        socket.receive(asked);
        byte[] answer = answer(bytes, asked.getLength());
        socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static byte[] answer(byte[] asked, int length) {
    StringBuilder name = new StringBuilder();
    int at = HEAD;
    while (asked[at] != 0) {
      name.append(new String(asked, at + 1, asked[at], StandardCharsets.US_ASCII)).append('.');
      at += asked[at] + 1;
    }
    int type = (asked[at + 1] & 255) << 8 | (asked[at + 2] & 255);
    int end = Math.min(length, at + 5);
    boolean known = name.toString().toLowerCase(Locale.ROOT).equals("moving.test.");
    boolean address = known && type == 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {asked[0], asked[1], (byte) 0x85, (byte) 0x80});
    out.writeBytes(new byte[] {0, 1, 0, (byte) (address ? 1 : 0), 0, 0, 0, 0});
    out.write(asked, HEAD, end - HEAD);
    byte[] answer = out.toByteArray();
    if (!known) {
      answer[3] |= NO_SUCH_NAME;
    }
    if (!address) {
      return answer;
    }
    // A pointer to the name, type A, class IN, one second, four bytes.
    byte last = (byte) (1 + System.currentTimeMillis() / 1000 % 2);
    out.writeBytes(new byte[] {(byte) 0xc0, HEAD, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, last});
    return out.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
