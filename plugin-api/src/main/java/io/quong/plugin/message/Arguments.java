package io.quong.plugin.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a query or of a form, as Kong sees them: names in order of first appearance,
 * each with its values in order. An argument without {@code =} has the value {@link #PRESENT}. Byte
 * text throughout. Not safe for threads.
 */
public final class Arguments {
  /** The value of an argument without {@code =}; compare by identity. */
  public static final String PRESENT = new String("true");

  /** Kong's {@code lua_max_uri_args} and {@code lua_max_post_args}. */
  public static final int DEFAULT_LIMIT = 100;

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /** Reads at most so many arguments; the rest is left out, as in Kong. Null reads as empty. */
  public static Arguments parse(String text, int limit) {
    Arguments arguments = new Arguments();
    if (text == null) {
      return arguments;
    }
    int from = 0;
    int count = 0;
    while (from < text.length() && count < limit) {
      int to = text.indexOf('&', from);
      if (to < 0) {
        to = text.length();
      }
      if (to > from) {
        int equals = text.indexOf('=', from);
        if (equals < 0 || equals > to) {
          arguments.append(PercentEncoding.decode(text.substring(from, to)), PRESENT);
          count++;
        } else if (equals > from) {
          arguments.append(
              PercentEncoding.decode(text.substring(from, equals)),
              PercentEncoding.decode(text.substring(equals + 1, to)));
          count++;
        }
      }
      from = to + 1;
    }
    return arguments;
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public boolean contains(String name) {
    return values.containsKey(name);
  }

  /** The values of a name in order; empty when it is absent. Not to be changed. */
  public List<String> all(String name) {
    return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
  }

  /** The names in order of first appearance. */
  public Iterable<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  public void remove(String name) {
    values.remove(name);
  }

  /** Replaces all values of the name by one. */
  public void set(String name, String value) {
    List<String> one = new ArrayList<>(1);
    one.add(value);
    values.put(name, one);
  }

  /** Adds a value after those that are there. */
  public void append(String name, String value) {
    values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
  }

  /** Gives the values of one name to another, whose own are lost; nothing when it is absent. */
  public void rename(String from, String to) {
    List<String> moved = values.remove(from);
    if (moved != null) {
      values.put(to, moved);
    }
  }

  /** The encoded form, in order. */
  public String encode() {
    return String.join("&", pieces());
  }

  /** The encoded form with its pieces sorted as text: how Kong writes a query. */
  public String encodeSorted() {
    List<String> pieces = pieces();
    Collections.sort(pieces);
    return String.join("&", pieces);
  }

  @SuppressWarnings("ReferenceEquality") // a client may send the word "true" as a value
  private List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    values.forEach(
        (name, all) -> {
          String encoded = PercentEncoding.component(name);
          for (String value : all) {
            pieces.add(
                value == PRESENT ? encoded : encoded + "=" + PercentEncoding.component(value));
          }
        });
    return pieces;
  }
}
