package io.quong.dataplane.explain;

import io.quong.dataplane.balancer.HashSource;

/** A stream has nothing to be hashed on but its client's address. */
record HashedStream(AskedStream asked) implements HashSource {
  @Override
  public String ip() {
    return asked.ends().source();
  }

  @Override
  public String consumer() {
    return null;
  }

  @Override
  public String header(String name) {
    return null;
  }

  @Override
  public String cookie(String name) {
    return null;
  }

  @Override
  public String path() {
    return null;
  }

  @Override
  public String queryArgument(String name) {
    return null;
  }

  @Override
  public String capture(String name) {
    return null;
  }

  @Override
  public void setCookie(String name, String value, String path) {
    // There is no response to set it in.
  }
}
