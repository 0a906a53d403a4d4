package io.quong.plugin.llm;

/**
 * A request or answer that cannot be put into the other side's form; the message is for the client.
 */
public final class LlmFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LlmFailure(String message) {
    super(message, null, false, false);
  }
}
