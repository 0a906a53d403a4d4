package io.quong.dataplane.router;

import io.quong.dataplane.http.HeaderBlock;

/** Writes requests in tests; a connection without TLS, port 8000, unless said otherwise. */
final class RequestSpec {
  private final String method;
  private final String target;
  private final HeaderBlock headers = new HeaderBlock();
  private String host;
  private boolean tls;
  private Peers peers = new Ends(new byte[] {127, 0, 0, 1}, 50000, new byte[] {127, 0, 0, 1});
  private String serverName;

  /** A connection's ends. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Ends(byte[] sourceAddress, int sourcePort, byte[] destinationAddress) implements Peers {}

  RequestSpec from(int port, int... address) {
    byte[] bytes = new byte[address.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) address[i];
    }
    peers = new Ends(bytes, port, peers.destinationAddress());
    return this;
  }

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
    return new MatchInput(
        method, host, 8000, parsed.path(), headers, tls, serverName, parsed.rawQuery(), peers);
  }

  @Override
  public String toString() {
    return method + " " + target + " tls=" + tls + " sni=" + serverName + "\n" + headers;
  }
}
