package io.quong.plugin.sink;

import java.util.Locale;

/** The severities of syslog; the ordinal is the number on the wire. */
public enum Severity {
  EMERG,
  ALERT,
  CRIT,
  ERR,
  WARNING,
  NOTICE,
  INFO,
  DEBUG;

  /**
   * Which one a request has, by its status.
   *
   * @param least requests of a lesser severity are not told of
   */
  public record Choice(
      Severity least, Severity successful, Severity clientErrors, Severity serverErrors) {

    /** By the names of a configuration; null for {@code info}. */
    public static Choice of(
        String least, String successful, String clientErrors, String serverErrors) {
      return new Choice(
          Severity.of(least),
          Severity.of(successful),
          Severity.of(clientErrors),
          Severity.of(serverErrors));
    }

    /** Null when the request is not told of. */
    public Severity of(int status) {
      Severity severity = status >= 500 ? serverErrors : status >= 400 ? clientErrors : successful;
      return severity.compareTo(least) <= 0 ? severity : null;
    }
  }

  private static Severity of(String name) {
    return name == null ? INFO : valueOf(name.toUpperCase(Locale.ROOT));
  }
}
