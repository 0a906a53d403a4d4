package io.quong.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The declaration of one setting. Kong's have Kong's names; ours begin with {@code quong_}.
 *
 * @param <T> its value
 */
public final class Key<T> {
  private final String name;
  private final Kind<T> kind;
  private final String defaultText;
  private final List<Function<T, String>> checks = new ArrayList<>();
  private final List<String> aliases = new ArrayList<>();
  private boolean sensitive;
  private String noEffect;
  private Predicate<T> supported = value -> true;
  private String notYet;

  Key(String name, Kind<T> kind, String defaultText) {
    this.name = name;
    this.kind = kind;
    this.defaultText = defaultText;
  }

  /** Kong's key of the same meaning under another name. */
  Key<T> alias(String other) {
    aliases.add(other);
    return this;
  }

  /** Shown as {@code ******} everywhere. */
  Key<T> sensitive() {
    sensitive = true;
    return this;
  }

  /** Adds a check; it answers the complete message, or null when the value is good. */
  Key<T> check(Function<T, String> check) {
    checks.add(check);
    return this;
  }

  /** Adds a check; the message is the key's name and what is said here. */
  Key<T> must(Predicate<T> good, String said) {
    return check(value -> good.test(value) ? null : name + " " + said);
  }

  /** The value is one of these texts. */
  Key<T> oneOf(String... values) {
    List<String> all = List.of(values);
    return check(
        value ->
            all.contains(String.valueOf(value))
                ? null
                : name + " has an invalid value: '" + value + "' (" + String.join(", ", all) + ")");
  }

  /** Kong has it; here it changes nothing, and whoever sets it is told why. */
  Key<T> noEffect(String why) {
    noEffect = why;
    return this;
  }

  /**
   * Values that Kong takes and we don't yet: the start is refused, because the node would do
   * another thing.
   */
  Key<T> only(Predicate<T> good, String why) {
    supported = good;
    notYet = why;
    return this;
  }

  public String name() {
    return name;
  }

  /** The environment variable. */
  public String variable() {
    String upper = name.toUpperCase(Locale.ROOT);
    return isOurs() ? upper : "KONG_" + upper;
  }

  public boolean isOurs() {
    return name.startsWith("quong_");
  }

  public boolean isSensitive() {
    return sensitive;
  }

  /** The text that holds when nobody sets it; null for none. */
  public String defaultText() {
    return defaultText;
  }

  List<String> aliases() {
    return aliases;
  }

  /** Why it changes nothing; null when it does. */
  public String noEffect() {
    return noEffect;
  }

  /** Which of Kong's values are refused; null when none is. */
  String notYet() {
    return notYet;
  }

  Kind<T> kind() {
    return kind;
  }

  /** All that is wrong with a value. */
  List<String> problems(T value) {
    List<String> problems = new ArrayList<>();
    for (Function<T, String> check : checks) {
      String problem = check.apply(value);
      if (problem != null) {
        problems.add(problem);
      }
    }
    if (problems.isEmpty() && !supported.test(value)) {
      problems.add(name + ": " + notYet);
    }
    return problems;
  }

  @Override
  public String toString() {
    return name;
  }
}
