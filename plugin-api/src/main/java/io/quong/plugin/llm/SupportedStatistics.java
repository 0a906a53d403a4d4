package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.WholeCheck;

/** Statistics are logged only where the provider answers with them. */
public final class SupportedStatistics implements WholeCheck {
  @Override
  public String refuse(ObjectNode whole) {
    String provider = whole.path("model").path("provider").asText();
    String route = whole.path("route_type").asText();
    return whole.path("logging").path("log_statistics").asBoolean()
            && provider.equals("anthropic")
            && route.equals("llm/v1/completions")
        ? provider + " does not support statistics when route_type is " + route
        : null;
  }
}
