package io.quong.dataplane.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Headers as a log entry shows them: lower-case names, repeated ones as a list. */
final class LoggedHeaders {
  private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization");

  private LoggedHeaders() {}

  static ObjectNode ofRequest(Headers headers) {
    return of(headers, true);
  }

  /**
   * As nginx tells them: with the connection's fate, which it calls close on kept ones too, and
   * without a date that it made itself.
   *
   * @param own whether the gateway made the response
   */
  static ObjectNode ofResponse(Headers headers, boolean upgraded, boolean own) {
    ObjectNode logged = of(headers, false);
    logged.put("connection", upgraded ? "upgrade" : "close");
    if (own) {
      logged.remove("date");
    }
    return logged;
  }

  private static ObjectNode of(Headers headers, boolean ofRequest) {
    ObjectNode logged = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i).toLowerCase(Locale.ROOT);
      if (logged.has(name)) {
        continue;
      }
      if (ofRequest && SECRET.contains(name)) {
        logged.put(name, "REDACTED");
        continue;
      }
      List<String> values = headers.all(name);
      if (values.size() == 1) {
        logged.put(name, values.get(0));
      } else {
        ArrayNode several = logged.putArray(name);
        values.forEach(several::add);
      }
    }
    return logged;
  }
}
