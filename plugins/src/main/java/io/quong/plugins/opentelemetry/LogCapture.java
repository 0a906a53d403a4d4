package io.quong.plugins.opentelemetry;

import io.vertx.core.buffer.Buffer;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The gateway's own log lines, from when an instance exports logs until none does. They wait for
 * the next request that an exporting instance sees; beyond the most that wait, new ones are lost.
 */
final class LogCapture extends Handler {
  private static final int MOST = 1_000;
  private static final String OWN = "io.quong.plugin.queue";

  private final ArrayBlockingQueue<Buffer> waiting = new ArrayBlockingQueue<>(MOST);
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicBoolean told = new AtomicBoolean();

  /** An instance exports logs. */
  void use() {
    if (users.getAndIncrement() == 0) {
      Logger.getLogger("").addHandler(this);
    }
  }

  /** It does no more. */
  void release() {
    if (users.decrementAndGet() == 0) {
      Logger.getLogger("").removeHandler(this);
      waiting.clear();
    }
  }

  /** What waits, as OTLP's records; then nothing waits. */
  List<Buffer> take() {
    List<Buffer> taken = new ArrayList<>();
    waiting.drainTo(taken);
    if (!taken.isEmpty()) {
      told.set(false);
    }
    return taken;
  }

  @Override
  public void publish(LogRecord line) {
    // What the queues complain of would feed them.
    String logger = line.getLoggerName() == null ? "" : line.getLoggerName();
    if (!logger.equals(OWN)
        && !waiting.offer(record(line, logger))
        && told.compareAndSet(false, true)) {
      System.getLogger(OWN)
          .log(System.Logger.Level.WARNING, "log lines are lost: too many wait to be exported");
    }
  }

  private static Buffer record(LogRecord line, String logger) {
    long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, line.getInstant());
    Severity severity = Severity.of(line.getLevel());
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("introspection.source", logger);
    if (line.getSourceMethodName() != null) {
      attributes.put("introspection.name", line.getSourceMethodName());
    }
    return new ProtoWriter()
        .fixed64(1, nanos)
        .number(2, severity.number)
        .text(3, severity.name())
        .message(5, new ProtoWriter().text(1, message(line)))
        .attributes(6, attributes)
        .fixed64(11, nanos)
        .bytes();
  }

  private static String message(LogRecord line) {
    String text = String.valueOf(line.getMessage());
    Object[] parameters = line.getParameters();
    if (parameters == null || parameters.length == 0) {
      return text;
    }
    try {
      // The two forms of parameters that the platform's log knows.
      return text.contains("%")
          ? String.format(text, parameters)
          : MessageFormat.format(text, parameters);
    } catch (IllegalArgumentException notAPattern) {
      return text;
    }
  }

  /** Kong's severities, with the numbers of OTLP. */
  private enum Severity {
    DEBUG(5),
    INFO(9),
    WARN(13),
    ERR(17);

    private final int number;

    Severity(int number) {
      this.number = number;
    }

    static Severity of(Level level) {
      int value = level.intValue();
      return value >= Level.SEVERE.intValue()
          ? ERR
          : value >= Level.WARNING.intValue()
              ? WARN
              : value >= Level.INFO.intValue() ? INFO : DEBUG;
    }
  }

  @Override
  public void flush() {
    // Nothing is held back here.
  }

  @Override
  public void close() {
    waiting.clear();
  }
}
