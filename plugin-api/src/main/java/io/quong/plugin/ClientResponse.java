package io.quong.plugin;

/**
 * The response on its way to the client; from the header filter on. In access, headers set here
 * join the answer.
 */
public interface ClientResponse {
  int status();

  void status(int status);

  Headers headers();

  Source source();

  /** Who made a response. */
  enum Source {
    /** A plugin or the gateway answered. */
    EXIT,
    /** The gateway failed, or could not reach the upstream. */
    ERROR,
    /** The upstream answered. */
    SERVICE
  }
}
