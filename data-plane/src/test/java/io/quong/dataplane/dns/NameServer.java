package io.quong.dataplane.dns;

import io.netty.util.NetUtil;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on a loopback socket that knows what a test tells it. */
final class NameServer implements AutoCloseable {
  private static final Map<Integer, String> TYPES = Map.of(1, "A", 28, "AAAA", 33, "SRV");
  private static final int NAME_ERROR = 3;
  private static final int SERVER_FAILURE = 2;

  private record Known(int ttl, List<String> data) {}

  private final DatagramSocket socket;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  NameServer() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread thread = new Thread(this::serve, "name-server");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /**
   * @param data addresses, or of SRV priority, weight, port and name
   */
  void answer(String name, String type, int ttl, String... data) {
    known.put(name + type, new Known(ttl, List.of(data)));
  }

  void fail(String name) {
    failing.add(name);
  }

  int asked(String name, String type) {
    return asked.getOrDefault(name + type, new AtomicInteger()).get();
  }

  private void serve() {
    byte[] bytes = new byte[512];
    while (true) {
      try {
        DatagramPacket query = new DatagramPacket(bytes, bytes.length);
        socket.receive(query);
        byte[] answer = answer(Arrays.copyOf(bytes, query.getLength()));
        SocketAddress from = query.getSocketAddress();
        socket.send(new DatagramPacket(answer, answer.length, from));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private byte[] answer(byte[] query) throws IOException {
    StringBuilder name = new StringBuilder();
    int at = 12;
    while (query[at] != 0) {
      name.append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII)).append('.');
      at += query[at] + 1;
    }
    String asking = name.toString().toLowerCase(Locale.ROOT);
    String type = TYPES.getOrDefault((int) query[at + 2], "other");
    asked.computeIfAbsent(asking + type, unused -> new AtomicInteger()).incrementAndGet();
    Known found = known.get(asking + type);
    boolean exists = known.keySet().stream().anyMatch(key -> key.startsWith(asking));
    int code = failing.contains(asking) ? SERVER_FAILURE : exists ? 0 : NAME_ERROR;
    List<String> data = code != 0 || found == null ? List.of() : found.data();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(query, 0, 2);
    out.writeShort(0x8580 | code);
    out.writeShort(1);
    out.writeShort(data.size());
    out.writeInt(0);
    out.write(query, 12, at + 5 - 12);
    for (String each : data) {
      out.writeShort(0xC00C);
      out.write(query, at + 1, 4);
      out.writeInt(found.ttl());
      byte[] content = content(type, each);
      out.writeShort(content.length);
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] content(String type, String data) throws IOException {
    if (!type.equals("SRV")) {
      return NetUtil.createByteArrayFromIpAddressString(data);
    }
    String[] words = data.split(" ");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int i = 0; i < 3; i++) {
      out.writeShort(Integer.parseInt(words[i]));
    }
    for (String label : words[3].split("\\.")) {
      out.writeByte(label.length());
      out.writeBytes(label);
    }
    out.writeByte(0);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
