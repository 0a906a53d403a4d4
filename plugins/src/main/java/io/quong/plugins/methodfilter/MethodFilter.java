package io.quong.plugins.methodfilter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.plugin.Answer;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets only some methods through; others get 405 with {@code Allow} and {@code
 * {"error":"method_not_allowed"}}. A CORS preflight is judged by the method that it asks for, since
 * it comes before cors.
 */
@GatewayPlugin(name = "method-filter", priority = 2100, version = "1.0.0")
public final class MethodFilter implements Plugin {
  private final Set<String> methods;
  private final Step refusal;

  public MethodFilter(MethodFilterConfig config, PluginContext context) {
    this.methods = Set.copyOf(config.methods());
    this.refusal =
        Step.respond(
            Answer.exit(
                    405, JsonNodeFactory.instance.objectNode().put("error", "method_not_allowed"))
                .with("Allow", String.join(", ", new TreeSet<>(config.methods()))));
  }

  @Override
  public Step access(Exchange exchange) {
    ClientRequest request = exchange.request();
    String method = request.method();
    if (method.equals("OPTIONS") && request.headers().contains("Origin")) {
      String wanted = request.headers().get("Access-Control-Request-Method");
      method = wanted == null ? method : wanted;
    }
    return methods.contains(method) ? Step.NEXT : refusal;
  }
}
