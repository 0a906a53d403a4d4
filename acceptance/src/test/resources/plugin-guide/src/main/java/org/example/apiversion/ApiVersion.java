package org.example.apiversion;

import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import java.util.Set;

/** Lets only known versions of an API pass, and tells clients when theirs is on its way out. */
@GatewayPlugin(name = "api-version", priority = 850, version = "1.0.0")
public final class ApiVersion implements Plugin {
  private final String header;
  private final Set<String> allowed;
  private final Set<String> deprecated;
  private final Step refusal;

  public ApiVersion(ApiVersionConfig config, PluginContext context) {
    header = config.headerName();
    allowed = Set.copyOf(config.allowed());
    deprecated = Set.copyOf(config.deprecated());
    refusal =
        Step.respond(
            Answer.error(
                config.status(), "ask for one of the versions " + String.join(", ", config.allowed())));
  }

  @Override
  public Step access(Exchange exchange) {
    String version = exchange.request().headers().get(header);
    if (version == null || !allowed.contains(version)) {
      return refusal;
    }
    exchange.note(version);
    return Step.NEXT;
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (exchange.note() instanceof String version && deprecated.contains(version)) {
      exchange.response().headers().set("Deprecation", "true");
    }
    return Step.NEXT;
  }
}
