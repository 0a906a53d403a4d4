package io.quong.dataplane.router;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.quong.expression.Expression;
import io.quong.expression.Value;

/** A comparison of a text. Texts are one character a byte. */
sealed interface TextTest {
  /** Behind no text: the comparison says nothing of how much was matched. */
  int UNTOLD = -1;

  /** Negative when the text does not fit; see {@link #matched}. */
  boolean fits(String text, ConditionMatch found);

  /** How many characters of its start a fitting path matched, or {@link #UNTOLD}. */
  int matched(String path);

  static TextTest of(Expression.Operator operator, Value value) {
    if (value instanceof Value.Regex regex) {
      return new Matches(regex.pattern());
    }
    String text = ByteText.encode(((Value.Text) value).text());
    return switch (operator) {
      case EQUAL -> new Equal(text);
      case NOT_EQUAL -> new NotEqual(text);
      case STARTS_WITH -> new StartsWith(text);
      case ENDS_WITH -> new EndsWith(text);
      case CONTAINS -> new Contains(text);
      default -> throw new IllegalArgumentException(operator + " takes no text");
    };
  }

  /** {@code ==}. */
  record Equal(String value) implements TextTest {
    @Override
    public boolean fits(String text, ConditionMatch found) {
      return text.equals(value);
    }

    @Override
    public int matched(String path) {
      return value.length();
    }
  }

  /** {@code !=}. */
  record NotEqual(String value) implements TextTest {
    @Override
    public boolean fits(String text, ConditionMatch found) {
      return !text.equals(value);
    }

    @Override
    public int matched(String path) {
      return UNTOLD;
    }
  }

  /** {@code ^=}. */
  record StartsWith(String value) implements TextTest {
    @Override
    public boolean fits(String text, ConditionMatch found) {
      return text.startsWith(value);
    }

    @Override
    public int matched(String path) {
      return value.length();
    }
  }

  /** {@code =^}. What is matched at the end can't be taken off the start. */
  record EndsWith(String value) implements TextTest {
    @Override
    public boolean fits(String text, ConditionMatch found) {
      return text.endsWith(value);
    }

    @Override
    public int matched(String path) {
      return path.length() == value.length() ? value.length() : 0;
    }
  }

  /** {@code contains}. */
  record Contains(String value) implements TextTest {
    @Override
    public boolean fits(String text, ConditionMatch found) {
      return text.contains(value);
    }

    @Override
    public int matched(String path) {
      return UNTOLD;
    }
  }

  /** {@code ~}: anywhere in the text; what it matches can be taken off only at the start. */
  record Matches(Pattern pattern) implements TextTest {
    @Override
    public boolean fits(String text, ConditionMatch found) {
      Matcher matcher = find(text);
      if (matcher == null) {
        return false;
      }
      Captures.of(matcher, found::capture);
      return true;
    }

    @Override
    public int matched(String path) {
      Matcher matcher = find(path);
      return matcher == null || matcher.start() > 0 ? 0 : ByteText.encode(matcher.group()).length();
    }

    private Matcher find(String bytes) {
      String text = ByteText.decode(bytes);
      Matcher matcher = text == null ? null : pattern.matcher(text);
      return matcher != null && matcher.find() ? matcher : null;
    }
  }
}
