package io.quong.lua;

/**
 * What one run may use. Every loop, call and library step draws on it, so that no source can hold
 * an event loop or fill the heap.
 */
public final class LuaBudget {
  /** Steps of one run: some milliseconds. */
  public static final int STEPS = 500_000;

  /** Bytes that one run may make, counted as they are made. */
  public static final int BYTES = 16 << 20;

  private static final int MAX_DEPTH = 180;

  private int steps;
  private long bytes;
  private int depth;

  public LuaBudget() {
    this(STEPS, BYTES);
  }

  public LuaBudget(int steps, long bytes) {
    this.steps = steps;
    this.bytes = bytes;
  }

  /** Draws one step. */
  void step() {
    if (--steps < 0) {
      throw new Exhausted("the script runs too long");
    }
  }

  /** Draws the steps of a piece of work before it is done. */
  void steps(int count) {
    steps -= count;
    if (steps < 0) {
      steps = -1;
      throw new Exhausted("the script runs too long");
    }
  }

  /** Draws memory before it is taken. */
  void bytes(long count) {
    bytes -= count;
    if (bytes < 0) {
      throw new Exhausted("not enough memory");
    }
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new LuaException("stack overflow");
    }
  }

  void leave() {
    depth--;
  }

  /** The end of a run that {@code pcall} doesn't catch. */
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted(String message) {
      super(message, null, false, false);
    }
  }
}
