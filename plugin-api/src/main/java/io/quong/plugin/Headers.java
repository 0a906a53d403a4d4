package io.quong.plugin;

import java.util.List;

/**
 * Header lines in their order, with their case and duplicates. Names compare case-insensitively.
 * Values are text of ISO-8859-1 bytes, so that any byte survives. Not safe for threads; belongs to
 * one exchange.
 */
public interface Headers {
  /** How many lines there are. */
  int size();

  String name(int line);

  String value(int line);

  /** The first value, or null. */
  String get(CharSequence name);

  /** All values in their order; empty when there is none. */
  List<String> all(CharSequence name);

  boolean contains(CharSequence name);

  /** Replaces every line of the name by one, in the first one's place, or adds it at the end. */
  void set(CharSequence name, CharSequence value);

  /** Adds a line at the end. */
  void add(CharSequence name, CharSequence value);

  /** Takes every line of the name out. */
  void remove(CharSequence name);

  /** Whether a line of the name has exactly this value; decodes nothing. */
  boolean has(CharSequence name, CharSequence value);
}
