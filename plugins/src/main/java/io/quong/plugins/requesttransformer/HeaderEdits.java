package io.quong.plugins.requesttransformer;

import io.quong.plugin.Headers;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugins.requesttransformer.Entries.Pair;
import java.util.List;
import java.util.Locale;

/** The header lists. Host is reached by replace alone, and by that always. */
final class HeaderEdits {
  private static final String HOST = "host";

  private HeaderEdits() {}

  static void apply(UpstreamRequest upstream, Lists.Rendered lists) {
    Headers headers = upstream.headers();
    for (Pair entry : lists.remove()) {
      if (!isHost(entry.name())) {
        headers.remove(entry.name());
      }
    }
    for (Pair entry : lists.rename()) {
      rename(headers, entry);
    }
    for (Pair entry : lists.replace()) {
      replace(upstream, entry);
    }
    for (Pair entry : lists.add()) {
      if (entry.value() != null && !isHost(entry.name()) && !headers.contains(entry.name())) {
        headers.add(entry.name(), sent(entry.value()));
      }
    }
    for (Pair entry : lists.append()) {
      if (entry.value() != null && !isHost(entry.name())) {
        headers.add(entry.name(), sent(entry.value()));
      }
    }
  }

  private static boolean isHost(String name) {
    return name.equalsIgnoreCase(HOST);
  }

  /** Kong's PDK sends an empty value as one blank. */
  private static String sent(String value) {
    return value.isEmpty() ? " " : value;
  }

  /** The new name is sent in lower case; a header keeps its spelling when only case differs. */
  private static void rename(Headers headers, Pair entry) {
    String to = entry.value();
    if (to == null || isHost(entry.name()) || isHost(to) || to.equalsIgnoreCase(entry.name())) {
      return;
    }
    List<String> values = List.copyOf(headers.all(entry.name()));
    if (values.isEmpty()) {
      return;
    }
    headers.remove(entry.name());
    headers.remove(to);
    String lower = to.toLowerCase(Locale.ROOT);
    for (String value : values) {
      headers.add(lower, sent(value));
    }
  }

  private static void replace(UpstreamRequest upstream, Pair entry) {
    if (entry.value() == null) {
      return;
    }
    if (isHost(entry.name())) {
      upstream.host(entry.value());
      return;
    }
    Headers headers = upstream.headers();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase(entry.name())) {
        headers.set(headers.name(i), sent(entry.value()));
        return;
      }
    }
  }
}
