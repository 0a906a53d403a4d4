package io.quong.admin.api;

import java.util.ArrayList;
import java.util.List;

/** The arguments of a query or of a form, in order. */
public final class Arguments {
  /** More of them are refused, as in Kong. */
  static final int MOST = 1_000;

  /**
   * One argument.
   *
   * @param value null for a name without {@code =}
   */
  public record Argument(String name, String value) {}

  private final List<Argument> all;

  private Arguments(List<Argument> all) {
    this.all = all;
  }

  /** Of {@code a=1&b}; null and the empty text have none. */
  static Arguments parse(String encoded) {
    List<Argument> all = new ArrayList<>();
    int from = 0;
    while (encoded != null && from < encoded.length()) {
      int to = encoded.indexOf('&', from);
      to = to < 0 ? encoded.length() : to;
      if (to > from) {
        add(encoded.substring(from, to), all);
      }
      from = to + 1;
    }
    return new Arguments(all);
  }

  private static void add(String part, List<Argument> all) {
    if (all.size() == MOST) {
      throw AdminError.plain(400, "Too many arguments");
    }
    int equals = part.indexOf('=');
    String name = PercentText.decode(equals < 0 ? part : part.substring(0, equals));
    all.add(new Argument(name, equals < 0 ? null : PercentText.decode(part.substring(equals + 1))));
  }

  /** In order, repeated ones included. */
  List<Argument> all() {
    return all;
  }

  public boolean has(String name) {
    return all.stream().anyMatch(argument -> argument.name().equals(name));
  }

  /** How often the argument is there. */
  public long count(String name) {
    return all.stream().filter(argument -> argument.name().equals(name)).count();
  }

  /** The first value; null when there is no such argument or it has no value. */
  public String first(String name) {
    for (Argument argument : all) {
      if (argument.name().equals(name)) {
        return argument.value();
      }
    }
    return null;
  }
}
