package io.quong.plugins.session;

import io.quong.plugin.Headers;
import io.quong.plugin.message.ByteText;
import java.util.List;
import java.util.Set;

/** Tells properties of a session in headers. */
final class SessionHeaders {
  private final List<String> properties;
  private final String audience;
  private final SessionTimeouts timeouts;

  /**
   * @param properties null for none
   */
  SessionHeaders(Set<String> properties, String audience, SessionTimeouts timeouts) {
    this.properties = properties == null ? List.of() : List.copyOf(properties);
    this.audience = ByteText.of(audience);
    this.timeouts = timeouts;
  }

  void set(Headers headers, SessionState session, long now) {
    for (String property : properties) {
      switch (property) {
        case "id" -> headers.set("Session-Id", session.id());
        case "audience" -> headers.set("Session-Audience", audience);
        case "subject" -> headers.set("Session-Subject", ByteText.of(session.subject()));
        case "timeout" -> number(headers, "Session-Timeout", timeouts.left(session, now));
        case "idling-timeout" ->
            number(headers, "Session-Idling-Timeout", timeouts.idlingLeft(session, now));
        case "rolling-timeout" ->
            number(headers, "Session-Rolling-Timeout", timeouts.rollingLeft(session, now));
        default -> number(headers, "Session-Absolute-Timeout", timeouts.absoluteLeft(session, now));
      }
    }
  }

  private static void number(Headers headers, String name, long value) {
    headers.set(name, Long.toString(value));
  }
}
