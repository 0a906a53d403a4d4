package io.quong.plugins.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.rule.HeaderName;
import io.quong.schema.rule.ValueCheck;
import java.util.Locale;
import java.util.Set;

/** A header's name, other than those that say where a message goes and where it ends. */
public final class CallHeader implements ValueCheck {
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "via");

  @Override
  public String refuse(JsonNode value) {
    return OWN.contains(value.asText().toLowerCase(Locale.ROOT))
        ? "the header '" + value.asText() + "' is set by the gateway"
        : new HeaderName().refuse(value);
  }
}
