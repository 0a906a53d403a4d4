package io.quong.lua;

/** A compiled statement. */
@FunctionalInterface
interface Statement {
  /** What a {@code break} ends with; compared by identity. */
  @SuppressWarnings("MutablePublicArray")
  Object[] BREAK = new Object[1];

  /**
   * @return null to go on, {@link #BREAK} to leave the loop, else what the function returns
   */
  Object[] run(Frame frame);
}
