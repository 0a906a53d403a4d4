package io.quong.dataplane.explain;

import io.quong.dataplane.balancer.HashSource;
import io.quong.dataplane.path.HashedParts;
import io.quong.dataplane.router.Match;
import io.quong.entity.Consumer;
import io.quong.plugin.message.Arguments;

/** What a described request offers to be hashed on. */
final class HashedRequest implements HashSource {
  private final AskedRequest asked;
  private final Match match;
  private final Consumer consumer;
  private boolean newCookie;

  HashedRequest(AskedRequest asked, Match match, Consumer consumer) {
    this.asked = asked;
    this.match = match;
    this.consumer = consumer;
  }

  /** Whether the choice was made by a cookie that the client does not have yet. */
  boolean newCookie() {
    return newCookie;
  }

  @Override
  public String consumer() {
    return consumer == null ? null : consumer.id();
  }

  @Override
  public String ip() {
    return asked.ends().source();
  }

  @Override
  public String header(String name) {
    return HashedParts.header(asked.headers(), name);
  }

  @Override
  public String cookie(String name) {
    return HashedParts.cookie(asked.headers(), name);
  }

  @Override
  public String path() {
    return HashedParts.path(asked.target().path());
  }

  @Override
  public String queryArgument(String name) {
    return HashedParts.queryArgument(asked.target().rawQuery(), name, Arguments.DEFAULT_LIMIT);
  }

  @Override
  public String capture(String name) {
    return match.captures().get(name);
  }

  @Override
  public void setCookie(String name, String value, String path) {
    newCookie = true;
  }
}
