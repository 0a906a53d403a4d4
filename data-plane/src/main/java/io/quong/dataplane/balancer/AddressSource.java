package io.quong.dataplane.balancer;

/** A stream has nothing to be hashed on but its client's address. */
public record AddressSource(String ip) implements HashSource {
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
