package io.quong.vault;

/** Why a reference gives no value. The message never holds a secret. */
public final class VaultException extends Exception {
  private static final long serialVersionUID = 1L;

  public VaultException(String message) {
    super(message);
  }

  public VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
