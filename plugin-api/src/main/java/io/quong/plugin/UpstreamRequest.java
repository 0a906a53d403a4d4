package io.quong.plugin;

import io.netty.buffer.ByteBuf;
import io.quong.plugin.message.Arguments;
import java.util.Set;

/**
 * The request as it will go to the upstream. Rewrite and access phases may change it; later ones
 * read it.
 */
public interface UpstreamRequest {
  /** What a method may be changed into: those that nginx has a number for, as in Kong. */
  Set<String> METHODS =
      Set.of(
          "GET",
          "HEAD",
          "PUT",
          "POST",
          "DELETE",
          "OPTIONS",
          "MKCOL",
          "COPY",
          "MOVE",
          "PROPFIND",
          "PROPPATCH",
          "LOCK",
          "UNLOCK",
          "PATCH",
          "TRACE");

  String method();

  void method(String method);

  /** {@code http} or {@code https}. */
  String scheme();

  void scheme(String scheme);

  /** The path, escaped, with the service's path before it. */
  String path();

  /** Sets the path; it must start with {@code /} and is escaped where it has to be. */
  void path(String path);

  /** What stands behind the {@code ?}, or null. */
  String rawQuery();

  void rawQuery(String query);

  /** The arguments of {@link #rawQuery}: the first {@code lua_max_uri_args} of them. */
  default Arguments arguments() {
    return Arguments.parse(rawQuery(), Arguments.DEFAULT_LIMIT);
  }

  /**
   * The headers that go up: the client's, less what is removed on the way; the gateway's own
   * ({@code Host}, {@code Connection}, {@code X-Forwarded-*}, {@code Via} …) are set when the
   * request is forwarded. Of many lines the first {@code lua_max_req_headers} are seen.
   */
  Headers headers();

  /** Host header, if a plugin set one; else null. */
  String host();

  void host(String host);

  /** Sends to this address in place of the service's; the balancer still resolves it. */
  void target(String host, int port);

  /**
   * The body that would go up now: what a plugin set, else the client's if it was read whole; null
   * when neither is there. Reading moves no index of the original.
   */
  ByteBuf body();

  /** Sends this body in place of the client's; the gateway takes over the reference. */
  void body(ByteBuf body);

  void retries(int retries);

  /** Milliseconds, each 1 to 2147483646. */
  void timeouts(int connect, int write, int read);
}
