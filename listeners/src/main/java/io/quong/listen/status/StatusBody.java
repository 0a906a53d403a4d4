package io.quong.listen.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/**
 * The body of {@code GET /status}, of the Admin API and of the Status API alike. Where Kong tells
 * of the memory of Lua, ours tells of the Java heap.
 */
public final class StatusBody {
  /** What is answered with 400; the message is for the client. */
  public static final class BadQuery extends Exception {
    private static final long serialVersionUID = 1L;

    BadQuery(String message) {
      super(message);
    }
  }

  private static final Map<String, Integer> SHIFTS = Map.of("b", 0, "k", 10, "m", 20, "g", 30);
  private static final int MOST_DECIMALS = 30;

  private final String unit;
  private final int scale;

  private StatusBody(String unit, int scale) {
    this.unit = unit;
    this.scale = scale;
  }

  /**
   * @param unit the query's {@code unit}, or null: b, k, m or g
   * @param scale the query's {@code scale}, or null: decimals
   * @throws BadQuery with Kong's message
   */
  public static StatusBody of(String unit, String scale) throws BadQuery {
    String lower = unit == null ? "m" : unit.toLowerCase(Locale.ROOT);
    if (!SHIFTS.containsKey(lower)) {
      throw new BadQuery("invalid unit '" + unit + "' (expected 'k/K', 'm/M', or 'g/G')");
    }
    int decimals = 2;
    if (scale != null && scale.matches("-?\\d{1,9}")) {
      decimals = Integer.parseInt(scale);
    }
    if (decimals < 0) {
      throw new BadQuery("scale must be equal or greater than 0");
    }
    return new StatusBody(lower, Math.min(decimals, MOST_DECIMALS));
  }

  public ObjectNode render(StatusSource source) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    memory(body.putObject("memory"));
    ConnectionCounts counts = source.connections();
    body.putObject("server")
        .put("connections_accepted", counts.accepted())
        .put("connections_active", counts.active())
        .put("connections_handled", counts.handled())
        .put("connections_reading", counts.reading())
        .put("connections_writing", counts.writing())
        .put("connections_waiting", counts.waiting())
        .put("total_requests", counts.total());
    Boolean reachable = source.databaseReachable();
    if (reachable == null) {
      body.put("configuration_hash", source.configurationHash());
    } else {
      body.putObject("database").put("reachable", reachable);
    }
    return body;
  }

  private void memory(ObjectNode memory) {
    Runtime runtime = Runtime.getRuntime();
    ObjectNode worker = memory.putArray("workers_lua_vms").addObject();
    amount(worker, "http_allocated_gc", runtime.totalMemory() - runtime.freeMemory());
    worker.put("pid", ProcessHandle.current().pid());
    ObjectNode heap = memory.putObject("lua_shared_dicts").putObject("java_heap");
    amount(heap, "allocated_slabs", runtime.totalMemory());
    amount(heap, "capacity", runtime.maxMemory());
  }

  private void amount(ObjectNode to, String name, long bytes) {
    if (unit.equals("b")) {
      to.put(name, bytes);
      return;
    }
    BigDecimal amount =
        BigDecimal.valueOf(bytes)
            .divide(BigDecimal.valueOf(1L << SHIFTS.get(unit)), scale, RoundingMode.HALF_UP);
    to.put(name, amount.toPlainString() + " " + unit.toUpperCase(Locale.ROOT) + "iB");
  }
}
