package io.quong.plugins.responsetransformer;

import io.quong.plugin.Headers;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.NameValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The header lists. Whether a header is there is asked once, before any of them acts: remove X and
 * add X leaves X absent, as in Kong.
 */
final class HeaderEdits {
  private final List<NameValue> remove;
  private final List<NameValue> rename;
  private final List<NameValue> replace;
  private final List<NameValue> add;
  private final List<NameValue> append;

  HeaderEdits(ResponseTransformerConfig config) {
    this.remove = NameValue.all(config.remove().headers());
    this.rename = withValue(config.rename().headers());
    this.replace = withValue(config.replace().headers());
    this.add = withValue(config.add().headers());
    this.append = withValue(config.append().headers());
  }

  /** An entry without a value does nothing. */
  private static List<NameValue> withValue(List<String> entries) {
    List<NameValue> kept = new ArrayList<>();
    for (NameValue entry : NameValue.all(entries)) {
      if (entry.value() != null) {
        kept.add(new NameValue(entry.name(), ByteText.of(entry.value())));
      }
    }
    return List.copyOf(kept);
  }

  void apply(Headers headers) {
    List<List<String>> renamed = new ArrayList<>(rename.size());
    for (NameValue entry : rename) {
      renamed.add(headers.all(entry.name()));
    }
    boolean[] replaced = present(headers, replace);
    boolean[] added = present(headers, add);
    for (NameValue entry : remove) {
      headers.remove(entry.name());
    }
    for (int i = 0; i < rename.size(); i++) {
      rename(headers, rename.get(i), renamed.get(i));
    }
    for (int i = 0; i < replaced.length; i++) {
      if (replaced[i]) {
        headers.set(replace.get(i).name(), replace.get(i).value());
      }
    }
    for (int i = 0; i < added.length; i++) {
      if (!added[i]) {
        headers.set(add.get(i).name(), add.get(i).value());
      }
    }
    for (NameValue entry : append) {
      headers.add(entry.name(), entry.value());
    }
  }

  private static boolean[] present(Headers headers, List<NameValue> entries) {
    boolean[] present = new boolean[entries.size()];
    for (int i = 0; i < present.length; i++) {
      present[i] = headers.contains(entries.get(i).name());
    }
    return present;
  }

  /** Renaming a header to its own name takes it out, as in Kong. */
  private static void rename(Headers headers, NameValue entry, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    headers.remove(entry.value());
    for (String value : values) {
      headers.add(entry.value(), value.isEmpty() ? " " : value);
    }
    headers.remove(entry.name());
  }
}
