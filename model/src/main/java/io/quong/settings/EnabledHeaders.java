package io.quong.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the tokens of {@code headers} stand for. */
final class EnabledHeaders {
  private static final Map<String, List<String>> TOKENS =
      Map.of(
          "server_tokens", List.of("server", "via"),
          "latency_tokens",
              List.of(
                  "x-kong-proxy-latency",
                  "x-kong-response-latency",
                  "x-kong-admin-latency",
                  "x-kong-upstream-latency"));

  private static final Set<String> OTHERS = Set.of("x-kong-upstream-status", "x-kong-request-id");

  private EnabledHeaders() {}

  /** Names in lower case. */
  static Set<String> of(List<String> tokens) {
    Set<String> names = new TreeSet<>();
    if (!tokens.isEmpty() && tokens.get(0).equalsIgnoreCase("off")) {
      return names;
    }
    for (String token : tokens) {
      String lower = token.toLowerCase(Locale.ROOT);
      names.addAll(TOKENS.getOrDefault(lower, List.of(lower)));
    }
    return names;
  }

  /** Kong's {@code enabled_headers}: every token there is, and whether it is on. */
  static Map<String, Object> shown(List<String> tokens) {
    Set<String> names = of(tokens);
    Map<String, Object> shown = new LinkedHashMap<>();
    TOKENS.forEach(
        (token, headers) -> {
          shown.put(token, names.containsAll(headers));
          headers.forEach(h -> shown.put(h, names.contains(h)));
        });
    OTHERS.forEach(h -> shown.put(h, names.contains(h)));
    return shown;
  }
}
