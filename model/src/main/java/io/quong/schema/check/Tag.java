package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A tag: printable ASCII but for comma and slash, or any other UTF-8. */
public final class Tag implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    String tag = value.asText();
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c < 0x20 || c == 0x7f || c == ',' || c == '/') {
        return "invalid tag '"
            + tag
            + "': expected printable ascii (except `,` and `/`) or valid utf-8 sequences";
      }
      if (Character.isSurrogate(c) && Utf8Name.isLone(tag, i)) {
        return Utf8Name.broken(tag, i);
      }
    }
    return null;
  }
}
