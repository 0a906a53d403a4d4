package io.quong.plugins.acme;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import java.util.List;

/** A prefix of keys that does not meet those of the storage itself. */
public final class FreeNamespace implements ValueCheck {
  private static final List<String> RESERVED =
      List.of("kong_acme:renew_config:", "kong_acme:renew_last_run", "kong_acme:cert_key:");

  @Override
  public String refuse(JsonNode value) {
    for (String word : RESERVED) {
      if (value.asText().startsWith(word)) {
        return "namespace can't be prefixed with reserved word: " + word;
      }
    }
    return null;
  }
}
