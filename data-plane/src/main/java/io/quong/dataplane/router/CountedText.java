package io.quong.dataplane.router;

/**
 * A text that can be read so many times and then no more: so that an expression that backtracks
 * gives up, as PCRE does at its match limit, instead of holding an event loop.
 */
final class CountedText implements CharSequence {
  /** Reads of a character. PCRE's limit, {@code lua_regex_match_limit}, is 100,000 steps. */
  private static final int MOST_READS = 100_000;

  private final String text;
  private int reads;

  CountedText(String text) {
    this.text = text;
  }

  /** The limit is reached. */
  static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++reads > MOST_READS) {
      throw new TooManySteps();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
