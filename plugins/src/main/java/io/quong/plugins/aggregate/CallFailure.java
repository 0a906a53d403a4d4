package io.quong.plugins.aggregate;

/** A call that brought no answer to work with. */
final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status what it answered; 0 when it did not answer, or nothing that can be read
   */
  CallFailure(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
