package io.quong.listen.status;

/** Connections of clients and their requests, as nginx counts them. */
public record ConnectionCounts(
    long accepted,
    long handled,
    long active,
    long reading,
    long writing,
    long waiting,
    long total) {
  /** Of a program that counts none. */
  public static final ConnectionCounts NONE = new ConnectionCounts(0, 0, 0, 0, 0, 0, 0);
}
