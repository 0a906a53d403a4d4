package io.quong.lua;

/** What went wrong in a Lua source or in a run of it, in the words of Lua 5.1. */
public final class LuaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Object value;

  /** A message; where it is has been put before it. */
  public LuaException(String message) {
    super(message, null, false, false);
    this.value = message;
  }

  /** What {@code error} was called with. */
  LuaException(Object value, String message) {
    super(message, null, false, false);
    this.value = value;
  }

  /** What {@code pcall} answers with. */
  Object value() {
    return value;
  }
}
