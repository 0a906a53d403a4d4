package io.quong.dataplane.path;

import io.quong.dataplane.balancer.HashSource;

/** What a request offers to be hashed on; read when an upstream hashes. */
final class HashInput implements HashSource {
  private final HttpExchange exchange;

  HashInput(HttpExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public String consumer() {
    String id = exchange.consumerId();
    return id == null && exchange.credential() != null ? exchange.credential().id() : id;
  }

  @Override
  public String ip() {
    return exchange.forwardedIp();
  }

  @Override
  public String header(String name) {
    return HashedParts.header(exchange.head.headers(), name);
  }

  @Override
  public String cookie(String name) {
    return HashedParts.cookie(exchange.head.headers(), name);
  }

  @Override
  public String path() {
    return HashedParts.path(exchange.target.path());
  }

  @Override
  public String queryArgument(String name) {
    return HashedParts.queryArgument(
        exchange.request().rawQuery(), name, exchange.loop.settings.maxArguments);
  }

  @Override
  public String capture(String name) {
    return exchange.request().captures().get(name);
  }

  @Override
  public void setCookie(String name, String value, String path) {
    // With the dash in Same-Site: so it is with Kong, whose users may compare.
    exchange.stickyCookie =
        name + "=" + value + "; Path=" + (path == null ? "/" : path) + "; Same-Site=Lax; HttpOnly";
  }
}
