package io.quong.dataplane.router;

import io.quong.dataplane.http.HeaderBlock;

/** Writes requests in tests; a connection without TLS, port 8000, unless said otherwise. */
final class RequestSpec {
  private final String method;
  private final String target;
  private final HeaderBlock headers = new HeaderBlock();
  private String host;
  private boolean tls;
  private String serverName;

  RequestSpec(String method, String target) {
    this.method = method;
    this.target = target;
  }

  static RequestSpec get(String target) {
    return new RequestSpec("GET", target);
  }

  RequestSpec host(String value) {
    host = value;
    headers.add("Host", value);
    return this;
  }

  RequestSpec header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  RequestSpec tls(String sni) {
    tls = true;
    serverName = sni;
    return this;
  }

  MatchInput build() {
    Target parsed = Target.parse(target);
    return new MatchInput(method, host, 8000, parsed.path(), headers, tls, serverName);
  }

  @Override
  public String toString() {
    return method + " " + target + " tls=" + tls + " sni=" + serverName + "\n" + headers;
  }
}
