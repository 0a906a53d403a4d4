package io.quong.settings;

import java.util.List;

/** What a node's clients are held to, besides what {@link Keys} says of the proxy. */
public final class ClientKeys {
  private static final Declared OF = new Declared();
  private static final long KILOBYTE = 1_024;
  private static final long MEGABYTE = 1 << 20;

  /** Milliseconds between two steps of a client that takes its response. */
  public static final Key<Long> SEND_TIMEOUT =
      OF.duration("nginx_http_send_timeout", "60s").alias("nginx_proxy_send_timeout");

  /** The first buffer for a request's head, in bytes. */
  public static final Key<Long> CLIENT_HEADER_BUFFER_SIZE =
      OF.bytes("nginx_http_client_header_buffer_size", "1k")
          .alias("nginx_proxy_client_header_buffer_size")
          .must(n -> n >= 256 && n <= MEGABYTE, "must be between 256 and 1m");

  /** Status line and headers of an upstream may be so long, in bytes. */
  public static final Key<Long> PROXY_BUFFER_SIZE =
      OF.bytes("nginx_proxy_proxy_buffer_size", "8k")
          .alias("nginx_http_proxy_buffer_size")
          .must(n -> n >= KILOBYTE && n <= MEGABYTE, "must be between 1k and 1m");

  /** Streams that a client may have open on one HTTP/2 connection. */
  public static final Key<Integer> HTTP2_MAX_CONCURRENT_STREAMS =
      OF.integer("nginx_http_http2_max_concurrent_streams", "128")
          .alias("nginx_proxy_http2_max_concurrent_streams")
          .must(n -> n >= 1 && n <= 10_000, "must be an integer between 1 and 10000");

  /**
   * Bytes a second that a client has to send of a request's body, and to take of a response, while
   * it is waited for; 0 for no such rule.
   */
  public static final Key<Long> QUONG_CLIENT_MIN_RATE =
      OF.bytes("quong_client_min_rate", "0").must(n -> n >= 0, "must be 0 or greater");

  /** Bytes on disk of all request bodies that are buffered there; 0 for no limit. */
  public static final Key<Long> QUONG_BODY_SPOOL_MAX =
      OF.bytes("quong_body_spool_max", "10g").must(n -> n >= 0, "must be 0 or greater");

  /** Client connections of the proxy's listeners; 0 for no limit. */
  public static final Key<Integer> QUONG_MAX_CONNECTIONS =
      OF.integer("quong_max_connections", "65536").must(n -> n >= 0, "must be 0 or greater");

  /** Of them from one address; 0 for no limit. */
  public static final Key<Integer> QUONG_MAX_CONNECTIONS_PER_ADDRESS =
      OF.integer("quong_max_connections_per_address", "0")
          .must(n -> n >= 0, "must be 0 or greater");

  static final List<Key<?>> ALL = OF.keys();

  private ClientKeys() {}
}
