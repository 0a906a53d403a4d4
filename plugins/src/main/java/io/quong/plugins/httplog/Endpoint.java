package io.quong.plugins.httplog;

import io.quong.plugin.message.Url;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where entries go. As in Kong the URL's query is not sent, and its user and password are, as
 * written, a basic authentication.
 *
 * @param authorization the header's value, or null
 */
record Endpoint(boolean tls, String host, int port, String path, String authorization) {
  static Endpoint of(String text) {
    Url url = Url.parse(text);
    boolean tls = "https".equalsIgnoreCase(url.scheme());
    int port = url.port() > 0 ? url.port() : tls ? 443 : 80;
    String authorization =
        url.userInfo() == null
            ? null
            : "Basic "
                + Base64.getEncoder()
                    .encodeToString(url.userInfo().getBytes(StandardCharsets.UTF_8));
    return new Endpoint(
        tls, url.host(), port, url.path() == null ? "/" : url.path(), authorization);
  }

  /** Without login and path: either may be a secret. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }
}
