package io.quong.dataplane.router;

/** The ends of a request's connection, for the few routes that ask for them. */
public interface Peers {
  /** The client's address, a trusted peer's word for it included: 4 or 16 bytes, or null. */
  byte[] sourceAddress();

  /** The client's port. */
  int sourcePort();

  /** The address that the client connected to. */
  byte[] destinationAddress();
}
