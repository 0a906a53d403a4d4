package io.quong.dataplane.balancer;

/**
 * What a request offers to be hashed on. All text is one character a byte; null for what is not
 * there.
 */
public interface HashSource {
  /** The authenticated consumer's id, else the credential's. */
  String consumer();

  /** The client's address behind trusted proxies. */
  String ip();

  /** All lines of the header, joined by a comma and a blank. */
  String header(String name);

  String cookie(String name);

  /** Decoded and normalised, without the query. */
  String path();

  /** Decoded; several values sorted and joined by commas. */
  String queryArgument(String name);

  /** A named group of the route's path. */
  String capture(String name);

  /** The client is to send this cookie from now on. */
  void setCookie(String name, String value, String path);
}
