package io.quong.lua;

import io.netty.util.concurrent.FastThreadLocal;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import java.util.HashMap;
import java.util.Map;

/**
 * What the functions of {@code kong} and {@code ngx} act on while a script runs on this thread: the
 * exchange, the phase, and what the plugin keeps for the request.
 */
final class LuaRun implements AutoCloseable {
  private static final FastThreadLocal<LuaRun> CURRENT = new FastThreadLocal<>();

  final Exchange exchange;
  final Phase phase;
  final Kept kept;

  /** In the body filter: the piece, which a script may replace; else null. */
  final LuaTable piece;

  final Node node;
  private final LuaRun before;

  /**
   * What scripts may know of the node.
   *
   * @param configuration its settings by Kong's names, secrets masked
   */
  record Node(String id, Map<String, Object> configuration) {
    static final Node UNKNOWN = new Node("", Map.of());

    String hostName() {
      return configuration.get("hostname") instanceof String name ? name : "";
    }
  }

  /** What one plugin keeps through the phases of one request. */
  static final class Kept {
    final LuaTable plugin = new LuaTable();
    final LuaTable context = new LuaTable();

    /** What {@code ngx.say} has written, or null. */
    StringBuilder said;

    /** {@code ngx.status}; 0 while nobody has set it. */
    int status;

    /** The body so far, for scripts that want it whole. */
    StringBuilder body;

    final Map<String, String> variables = new HashMap<>(2);
  }

  private LuaRun(Node node, Exchange exchange, Phase phase, Kept kept, LuaTable piece) {
    this.node = node;
    this.exchange = exchange;
    this.phase = phase;
    this.kept = kept;
    this.piece = piece;
    this.before = CURRENT.get();
  }

  /**
   * Until it is closed functions act on this.
   *
   * @param exchange null in the certificate phase
   */
  static LuaRun begin(Node node, Exchange exchange, Phase phase, Kept kept, LuaTable piece) {
    LuaRun run = new LuaRun(node, exchange, phase, kept, piece);
    CURRENT.set(run);
    return run;
  }

  static LuaRun current() {
    LuaRun run = CURRENT.get();
    if (run == null) {
      throw new LuaException("no request found");
    }
    return run;
  }

  /** That of a run on an exchange. */
  static Exchange exchangeNow() {
    Exchange exchange = current().exchange;
    if (exchange == null) {
      throw new LuaException("no request found");
    }
    return exchange;
  }

  @Override
  public void close() {
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(before);
    }
  }

  /** The end of a script that answers the client; {@code pcall} does not catch it. */
  static final class Exit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Null when the request goes on. */
    final transient Answer answer;

    Exit(Answer answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }
}
