package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Values that stand in a vault: {@code {vault://env/NAME}}. */
public final class VaultReference {
  private VaultReference() {}

  /** Whether the value is a reference and not the thing itself. */
  public static boolean isOne(JsonNode value) {
    return value.isTextual() && isOne(value.asText());
  }

  /** Whether the text is a reference and not the thing itself. */
  public static boolean isOne(String text) {
    return text.startsWith("{vault://") && text.endsWith("}") && text.length() > 10;
  }
}
