package io.quong.plugin.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.message.NameValue;
import io.quong.schema.rule.ValueCheck;

/** {@code old:new}, both names of headers. */
public final class HeaderPair implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    NameValue pair = NameValue.of(value.asText());
    String refusal = HeaderEntry.refuseName(pair.name());
    if (refusal != null || pair.value() == null) {
      return refusal;
    }
    return HeaderEntry.refuseName(pair.value());
  }
}
