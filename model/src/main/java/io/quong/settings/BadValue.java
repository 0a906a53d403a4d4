package io.quong.settings;

/** A value that is refused; the message is complete and names the key. */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  BadValue(String message) {
    super(message);
  }
}
