package io.quong.plugin;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** The request as the client sent it. */
public interface ClientRequest {
  String method();

  /** {@code http} or {@code https}: the connection's. */
  String scheme();

  /** {@code 1.0}, {@code 1.1} or {@code 2}. */
  String httpVersion();

  /** The host asked for, lower case, without port; {@code kong} when there is none. */
  String host();

  /** The listener's port after {@code port_maps}. */
  int port();

  /** The path as received, without query. */
  String rawPath();

  /** The normalised path, as the router saw it. */
  String path();

  /** What stands behind the first {@code ?}, as received; null without one. */
  String rawQuery();

  /**
   * Decoded arguments in their order; at most {@code lua_max_uri_args}. An argument without {@code
   * =} is {@code null}.
   */
  Map<String, List<String>> query();

  Headers headers();

  /**
   * The whole body, if {@link Plugin.Need#REQUEST_BODY} was asked for or the gateway buffered it;
   * else null.
   */
  ByteBuf body();

  /**
   * Reads the body to its end if it is still on its way; in the access phase, for plugins that
   * learn only from the request that they need it. A long body goes to a file, as always. Completed
   * on {@link Exchange#context}; fails when the body could not be kept.
   *
   * @param max bytes
   * @return whether the body ended within so many bytes; false as soon as it is longer
   */
  Future<Boolean> bodyWithin(long max);

  /**
   * The whole body, wherever it is kept: the way to one that {@link #body} does not have because it
   * is in a file. In the access phase; see {@link #bodyWithin}. The gateway releases it at the end
   * of the exchange.
   *
   * @param max bytes that may be taken into memory
   * @return null for a longer body
   */
  Future<ByteBuf> readBody(int max);

  /** The listener's address that the connection came to. */
  String serverAddress();

  /** {@code X-Forwarded-Proto} of a trusted peer, else {@link #scheme}. */
  String forwardedScheme();

  /** {@code X-Forwarded-Host} of a trusted peer, else {@link #host}. */
  String forwardedHost();

  /** {@code X-Forwarded-Port} of a trusted peer, else {@link #port}. */
  int forwardedPort();

  /** {@code X-Forwarded-Path} of a trusted peer, else {@link #rawPath}. */
  String forwardedPath();

  /** Groups of the route's regular expression, by number and name; empty without any. */
  Map<String, String> captures();
}
