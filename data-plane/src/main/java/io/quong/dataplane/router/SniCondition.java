package io.quong.dataplane.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A route's server names: whole ones, {@code *.x} and {@code x.*}. A dot at the end counts for
 * nothing.
 */
final class SniCondition {
  private final String[] exact;
  private final String[] suffixes;
  private final String[] prefixes;

  private SniCondition(List<String> exact, List<String> suffixes, List<String> prefixes) {
    this.exact = exact.toArray(String[]::new);
    this.suffixes = suffixes.toArray(String[]::new);
    this.prefixes = prefixes.toArray(String[]::new);
  }

  static SniCondition of(Set<String> snis) {
    List<String> exact = new ArrayList<>();
    List<String> suffixes = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    for (String sni : snis) {
      String name = plain(sni);
      if (name.startsWith("*")) {
        suffixes.add(name.substring(1));
      } else if (name.endsWith("*")) {
        prefixes.add(name.substring(0, name.length() - 1));
      } else {
        exact.add(name);
      }
    }
    return new SniCondition(exact, suffixes, prefixes);
  }

  /** Lower case, without a dot at the end. */
  static String plain(String name) {
    String lower = HostPattern.lower(name);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /**
   * @param name in the form of {@link #plain}
   */
  boolean fits(String name) {
    for (String each : exact) {
      if (each.equals(name)) {
        return true;
      }
    }
    for (String suffix : suffixes) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether only listed names fit. */
  boolean literal() {
    return suffixes.length == 0 && prefixes.length == 0;
  }

  String[] names() {
    return exact;
  }

  /** {@code .x} of {@code *.x}. */
  String[] suffixes() {
    return suffixes;
  }

  /** {@code x.} of {@code x.*}. */
  String[] prefixes() {
    return prefixes;
  }
}
