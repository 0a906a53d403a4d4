package io.quong.plugins.httplog;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where entries go. As in Kong the URL's query is not sent, and its user and password are, as
 * written, a basic authentication.
 *
 * @param authorization the header's value, or null
 */
record Endpoint(boolean tls, String host, int port, String path, String authorization) {
  static Endpoint of(String url) {
    URI uri = URI.create(url);
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String login = uri.getRawUserInfo();
    String authorization =
        login == null
            ? null
            : "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return new Endpoint(tls, uri.getHost(), port, path, authorization);
  }

  /** Without the login. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port + path;
  }
}
