package io.quong.dataplane.error;

import org.jboss.logging.Logger;

/**
 * Everything that can go wrong with a request in the gateway's own hands: the one place that
 * decides a status. Family A is what Kong's own code says (JSON unless the client asks for
 * something else), family B what nginx raises and Kong's error page renders (plain text unless
 * asked).
 */
public enum ProxyError {
  NO_ROUTE(404, Family.A, "no Route matched with those values", Source.CLIENT, Retry.NO),
  NO_SERVICE(503, Family.A, "no Service found with those values", Source.GATEWAY, Retry.NO),
  NO_PEER(503, Family.A, "failure to get a peer from the ring-balancer", Source.UPSTREAM, Retry.NO),
  NAME_NOT_RESOLVED(503, Family.A, "name resolution failed", Source.UPSTREAM, Retry.NO),
  /** Carries the resolver's own words. */
  RESOLVER_FAILED(500, Family.A, null, Source.UPSTREAM, Retry.NO),
  PLUGIN_FAILED(500, Family.A, null, Source.GATEWAY, Retry.NO),
  HTTPS_REQUIRED(426, Family.A, "Please use HTTPS protocol", Source.CLIENT, Retry.NO),
  HTTP2_REQUIRED(426, Family.A, "Please use HTTP2 protocol", Source.CLIENT, Retry.NO),
  NOT_GRPC(415, Family.A, "Non-gRPC request matched gRPC route", Source.CLIENT, Retry.NO),
  BAD_REQUEST(400, Family.B, null, Source.CLIENT, Retry.NO),

  /** Refused, unreachable, or the TLS handshake failed: nothing of the request was sent. */
  CONNECT_FAILED(502, Family.B, null, Source.UPSTREAM, Retry.ALWAYS),
  CONNECT_TIMEOUT(504, Family.B, null, Source.UPSTREAM, Retry.ALWAYS),
  /** Closed or reset after the request was sent, at least in part, and before a response head. */
  CLOSED_BEFORE_RESPONSE(502, Family.B, null, Source.UPSTREAM, Retry.IDEMPOTENT),
  RESPONSE_TIMEOUT(504, Family.B, null, Source.UPSTREAM, Retry.IDEMPOTENT),
  /** A plugin wants the response whole, and it is larger than what the gateway holds. */
  RESPONSE_TOO_LARGE(502, Family.B, null, Source.UPSTREAM, Retry.NO),
  /** The request's body was to be kept in a file, and the disk did not take it. */
  BODY_NOT_KEPT(500, Family.B, null, Source.GATEWAY, Retry.NO),
  MALFORMED_RESPONSE(502, Family.B, null, Source.UPSTREAM, Retry.NO),
  /** A retry was due and the balancer had nobody left. */
  NO_OTHER_PEER(503, Family.B, null, Source.UPSTREAM, Retry.NO);

  /** Which default format the body has. */
  public enum Family {
    A,
    B
  }

  /** Whose fault it is. */
  public enum Source {
    CLIENT,
    UPSTREAM,
    GATEWAY
  }

  /** Whether another attempt may follow. */
  public enum Retry {
    NO,
    /** Not for POST, PATCH and LOCK. */
    IDEMPOTENT,
    ALWAYS
  }

  private final int status;
  private final Family family;
  private final String message;
  private final Source source;
  private final Retry retry;

  ProxyError(int status, Family family, String message, Source source, Retry retry) {
    this.status = status;
    this.family = family;
    this.message = message == null ? StatusText.message(status) : message;
    this.source = source;
    this.retry = retry;
  }

  public int status() {
    return status;
  }

  public Family family() {
    return family;
  }

  public String message() {
    return message;
  }

  public Source source() {
    return source;
  }

  /** How loud it is told: a client's mistake is nobody's concern but its own. */
  public Logger.Level level() {
    return switch (source) {
      case CLIENT -> Logger.Level.DEBUG;
      case UPSTREAM -> Logger.Level.WARN;
      case GATEWAY -> Logger.Level.ERROR;
    };
  }

  /** Whether a request with the method may be tried again after this. */
  public boolean allowsRetry(String method) {
    return switch (retry) {
      case NO -> false;
      case ALWAYS -> true;
      case IDEMPOTENT ->
          !method.equals("POST") && !method.equals("PATCH") && !method.equals("LOCK");
    };
  }
}
