package io.quong.plugins.statsd;

import java.util.Locale;

/** How tags are written. */
enum TagStyle {
  DOGSTATSD(':'),
  INFLUXDB('='),
  LIBRATO('='),
  SIGNALFX('=');

  private final char between;

  TagStyle(char between) {
    this.between = between;
  }

  /** Null for none. */
  static TagStyle of(String name) {
    return name == null ? null : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Adds a tag unless its value is null. */
  void add(StringBuilder tags, String name, String value) {
    if (value != null) {
      tags.append(tags.isEmpty() ? "" : ",").append(name).append(between).append(value);
    }
  }

  /**
   * @param rest what stands behind the colon: value, kind, rate
   */
  String line(String name, String rest, String tags) {
    return switch (this) {
      case DOGSTATSD -> name + ":" + rest + "|#" + tags;
      case INFLUXDB -> name + "," + tags + ":" + rest;
      case LIBRATO -> name + "#" + tags + ":" + rest;
      case SIGNALFX -> name + "[" + tags + "]:" + rest;
    };
  }
}
