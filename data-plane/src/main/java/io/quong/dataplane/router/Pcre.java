package io.quong.dataplane.router;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A regular expression of PCRE over bytes, as the flavour {@code traditional} has them. Expressions
 * that RE2/J can say run there, in linear time; those with look-around, back-references, atomic or
 * possessive parts run on Java's engine with so many steps at most.
 */
sealed interface Pcre extends PathPattern {
  /** Whether it matches somewhere in the text, one character a byte. */
  boolean find(String bytes);

  /**
   * @throws PatternSyntaxException when neither engine can say it
   */
  static Pcre compile(String regex) {
    PcreNames names = PcreNames.of(ByteText.encode(regex));
    try {
      return new Linear(Pattern.compile(names.regex()), names.byName());
    } catch (PatternSyntaxException unsayable) {
      return Backtracking.compile(names, unsayable);
    }
  }

  /** On RE2/J. */
  record Linear(Pattern pattern, Map<String, Integer> names) implements Pcre {
    @Override
    public boolean find(String bytes) {
      return pattern.matcher(bytes).find();
    }

    @Override
    public Found at(String bytes, String text) {
      Matcher matcher = pattern.matcher(bytes);
      return matcher.lookingAt()
          ? new Groups(bytes, matcher.end(), matcher.groupCount(), names, matcher::group)
          : null;
    }
  }

  /** On Java's engine. */
  record Backtracking(java.util.regex.Pattern pattern, Map<String, Integer> names) implements Pcre {
    static Backtracking compile(PcreNames names, PatternSyntaxException otherwise) {
      try {
        return new Backtracking(java.util.regex.Pattern.compile(names.regex()), names.byName());
      } catch (java.util.regex.PatternSyntaxException | StackOverflowError neither) {
        throw otherwise;
      }
    }

    @Override
    public boolean find(String bytes) {
      try {
        return pattern.matcher(new CountedText(bytes)).find();
      } catch (CountedText.TooManySteps | StackOverflowError tooMuch) {
        return false;
      }
    }

    @Override
    public Found at(String bytes, String text) {
      java.util.regex.Matcher matcher = pattern.matcher(new CountedText(bytes));
      try {
        return matcher.lookingAt()
            ? new Groups(bytes, matcher.end(), matcher.groupCount(), names, matcher::group)
            : null;
      } catch (CountedText.TooManySteps | StackOverflowError tooMuch) {
        return null;
      }
    }
  }

  /** A match's groups. As group 0 Kong has the whole path, since it matches the rest as well. */
  record Groups(String path, int length, int count, Map<String, Integer> names, Group group)
      implements Found {
    /** Finds a group's text, or null. */
    interface Group {
      String text(int number);
    }

    @Override
    public void captures(BiConsumer<String, String> captures) {
      if (count == 0) {
        return;
      }
      captures.accept("0", path);
      for (int i = 1; i <= count; i++) {
        accept(Integer.toString(i), i, captures);
      }
      names.forEach((name, number) -> accept(name, number, captures));
    }

    private void accept(String name, int number, BiConsumer<String, String> captures) {
      String text = group.text(number);
      if (text != null) {
        captures.accept(name, text);
      }
    }
  }
}
