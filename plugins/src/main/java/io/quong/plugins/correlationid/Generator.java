package io.quong.plugins.correlationid;

import io.quong.plugin.Client;
import io.quong.plugin.Exchange;
import io.quong.plugin.PluginContext;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids. */
interface Generator {
  String next(Exchange exchange);

  /**
   * @param name as Kong calls it; null for its default
   */
  static Generator of(String name, PluginContext context) {
    return switch (name == null ? "uuid#counter" : name) {
      case "uuid" -> exchange -> uuid();
      case "tracker" -> new Tracker(context.clock());
      default -> context.nodeWide(Counter.class, Counter::new);
    };
  }

  /** Of version 4. It names a request and guards nothing, so it need not be hard to guess. */
  private static String uuid() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(high, low).toString();
  }

  /** One id for the node's run, and a number. */
  final class Counter implements Generator {
    private final String prefix = UUID.randomUUID() + "#";
    private final AtomicLong last = new AtomicLong();

    @Override
    public String next(Exchange exchange) {
      return prefix + last.incrementAndGet();
    }
  }

  /** Where and when: server, process, connection, request on it, seconds with milliseconds. */
  record Tracker(Clock clock) implements Generator {
    private static final long PID = ProcessHandle.current().pid();

    @Override
    public String next(Exchange exchange) {
      Client client = exchange.client();
      long now = clock.millis();
      String millis = Long.toString(1000 + now % 1000).substring(1);
      return exchange.request().serverAddress()
          + "-"
          + exchange.request().port()
          + "-"
          + PID
          + "-"
          + client.connection()
          + "-"
          + client.requests()
          + "-"
          + now / 1000
          + "."
          + millis;
    }
  }
}
