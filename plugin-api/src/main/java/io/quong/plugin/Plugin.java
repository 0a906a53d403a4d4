package io.quong.plugin;

import java.util.Set;

/**
 * One configured instance of a plugin. The gateway makes it once for each configuration, outside
 * the request path, and calls it from many event loops at once: what it keeps is immutable or safe
 * for threads. No method may block; what blocks goes to {@code context.vertx().executeBlocking}. A
 * plugin overrides the phases that it has; the others cost nothing.
 */
public interface Plugin {
  /** What it needs before its phases can run; asked once, after construction. */
  default Set<Need> needs() {
    return Set.of();
  }

  /** After the TLS client hello, before the certificate is chosen; global instances only. */
  default void certificate(TlsClientHello hello) {}

  /**
   * Of a TCP, TLS or UDP stream: after routing, before anything is sent to the upstream. {@link
   * Step.Respond} closes it. The exchange is one with {@link Exchange#stream}.
   */
  default Step preread(Exchange exchange) {
    return Step.NEXT;
  }

  /** Before routing; global instances only. */
  default Step rewrite(Exchange exchange) {
    return Step.NEXT;
  }

  /** After routing, before anything is sent to the upstream. */
  default Step access(Exchange exchange) {
    return Step.NEXT;
  }

  /**
   * With the whole response of the upstream in memory and nothing yet sent to the client.
   * Overriding it buffers.
   */
  default Step response(Exchange exchange) {
    return Step.NEXT;
  }

  /**
   * Before the head of the response goes to the client, whoever made it. {@link Step.Respond}
   * replaces status, headers given and body but does not stop the phase; {@link Step.Await} is not
   * allowed here.
   */
  default Step headerFilter(Exchange exchange) {
    return Step.NEXT;
  }

  /**
   * For each piece of the response body, and once with {@code last}; with {@link
   * Need#RESPONSE_BODY} once, whole.
   */
  default void bodyFilter(Exchange exchange, BodyPiece piece) {}

  /**
   * After the last byte went to the client or the client went away. The exchange may not be kept.
   * Runs for streams, too, of instances whose protocols have one of theirs.
   */
  default void log(Exchange exchange) {}

  /** After the last request that used the instance has ended. */
  default void close() {}

  /** What a plugin can ask for. */
  enum Need {
    /** The request body is read whole, within the body limit, before the first access phase. */
    REQUEST_BODY,
    /**
     * The body filter is called once, with the whole response body; the length header is corrected
     * by the gateway.
     */
    RESPONSE_BODY
  }
}
