package io.quong.plugin.message;

import io.quong.plugin.Headers;
import java.util.List;

/**
 * A header that a configuration names: found in any case and, where none is spelt with its
 * underscores, with dashes for them, as Kong finds it.
 */
public final class HeaderField {
  private final String name;
  private final String dashed;

  public HeaderField(String name) {
    this.name = name;
    this.dashed = name.indexOf('_') < 0 ? null : name.replace('_', '-');
  }

  /** As configured. */
  public String name() {
    return name;
  }

  /** All values in their order; empty when there is none. */
  public List<String> all(Headers headers) {
    List<String> values = headers.all(name);
    return values.isEmpty() && dashed != null ? headers.all(dashed) : values;
  }

  /** The first value, or null. */
  public String first(Headers headers) {
    String value = headers.get(name);
    return value == null && dashed != null ? headers.get(dashed) : value;
  }

  /** Takes it out in both spellings. */
  public void remove(Headers headers) {
    headers.remove(name);
    if (dashed != null) {
      headers.remove(dashed);
    }
  }
}
