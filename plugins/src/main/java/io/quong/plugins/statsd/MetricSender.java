package io.quong.plugins.statsd;

import io.quong.plugin.PluginContext;
import io.quong.plugin.queue.BatchHandler;
import io.quong.plugin.sink.Datagrams;
import io.quong.plugin.sink.Lines;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends metrics: a datagram or a line each, or several in one datagram up to its size. */
final class MetricSender implements BatchHandler {
  private static final long CONNECT_MS = 1_000;
  private static final long KEEP_MS = 60_000;

  private final String host;
  private final int port;
  private final int packet;
  private final Datagrams datagrams;
  private final Lines lines;

  private MetricSender(String host, int port, int packet, Datagrams datagrams, Lines lines) {
    this.host = host;
    this.port = port;
    this.packet = packet;
    this.datagrams = datagrams;
    this.lines = lines;
  }

  static MetricSender of(StatsdConfig config, PluginContext context) {
    String host = config.host() == null ? "localhost" : config.host();
    int port = config.port() == null ? 8125 : config.port();
    if (Boolean.TRUE.equals(config.useTcp())) {
      Lines lines =
          context
              .nodeWide(Lines.Pools.class, () -> new Lines.Pools(context.vertx()))
              .to(new Lines.Target(host, port, false, null, CONNECT_MS, KEEP_MS));
      return new MetricSender(host, port, 0, null, lines);
    }
    int packet = config.udpPacketSize() == null ? 0 : config.udpPacketSize().intValue();
    Datagrams datagrams = context.nodeWide(Datagrams.class, () -> new Datagrams(context.vertx()));
    return new MetricSender(host, port, packet, datagrams, null);
  }

  @Override
  public Future<Void> send(List<Buffer> batch) {
    List<String> metrics = new ArrayList<>();
    for (Buffer entry : batch) {
      metrics.addAll(List.of(entry.toString(StandardCharsets.UTF_8).split("\n")));
    }
    if (lines != null) {
      return lines.send(Buffer.buffer(String.join("\n", metrics) + "\n"));
    }
    List<Future<Void>> sent = new ArrayList<>();
    for (Buffer datagram : packed(metrics)) {
      sent.add(datagrams.send(host, port, datagram));
    }
    return Future.all(sent).mapEmpty();
  }

  /** A metric larger than a packet goes alone. */
  private List<Buffer> packed(List<String> metrics) {
    List<Buffer> packets = new ArrayList<>();
    Buffer current = null;
    for (String metric : metrics) {
      Buffer bytes = Buffer.buffer(metric);
      if (current != null && current.length() + 1 + bytes.length() <= packet) {
        current.appendByte((byte) '\n').appendBuffer(bytes);
      } else {
        current = bytes;
        packets.add(current);
      }
    }
    return packets;
  }
}
