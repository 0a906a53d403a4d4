package io.quong.launcher;

/** Why a command cannot do what it should; the message is for the user. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Failure(String message) {
    this(message, 1);
  }

  Failure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
