package io.quong.dataplane.path;

import io.quong.dataplane.http.HeaderName;

/**
 * Which requests are traced, and who is told of them: those that bring a token in {@code
 * X-Quong-Explain}. The header never reaches an upstream.
 */
public final class Traces {
  /** For a node that traces nothing. */
  public static final Traces OFF =
      new Traces(
          new TraceTokens(),
          new Listener() {
            @Override
            public void begun(String requestId) {}

            @Override
            public void ended(RequestTrace trace) {}
          });

  private static final HeaderName ASKED = HeaderName.of("X-Quong-Explain");

  private final TraceTokens tokens;
  private final Listener listener;

  /** Who is told; on the request's event loop, so it must not block. */
  public interface Listener {
    void begun(String requestId);

    void ended(RequestTrace trace);
  }

  public Traces(TraceTokens tokens, Listener listener) {
    this.tokens = tokens;
    this.listener = listener;
  }

  /** Null for a request that is not traced. */
  RequestTrace begin(HttpExchange exchange) {
    if (!exchange.head.headers().contains(ASKED)) {
      return null;
    }
    String said = exchange.head.headers().get(ASKED);
    exchange.head.headers().remove(ASKED);
    if (!tokens.admits(said) || exchange.target == null) {
      return null;
    }
    listener.begun(exchange.requestId());
    return new RequestTrace(exchange);
  }

  void ended(RequestTrace trace) {
    trace.end();
    listener.ended(trace);
  }
}
