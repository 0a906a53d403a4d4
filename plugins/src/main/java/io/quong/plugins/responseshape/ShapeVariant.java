package io.quong.plugins.responseshape;

import com.google.re2j.Pattern;
import io.quong.plugin.Exchange;
import io.quong.plugin.template.Template;
import java.util.List;
import java.util.Map;

/**
 * A compiled variant.
 *
 * @param when null for every request
 * @param template null when the body stays
 */
record ShapeVariant(
    ResponseShapeConfig.When when,
    Pattern userAgent,
    Template template,
    Map<String, String> headers) {
  static ShapeVariant of(ResponseShapeConfig.When when, String shape, Map<String, String> headers) {
    boolean agent = when != null && when.userAgent() != null;
    return new ShapeVariant(
        when,
        agent ? Pattern.compile(when.userAgent()) : null,
        shape == null ? null : new Template(shape),
        headers == null ? Map.of() : Map.copyOf(headers));
  }

  boolean applies(Exchange exchange) {
    if (when == null) {
      return true;
    }
    return has(when.header(), exchange.request().headers().all(orEmpty(when.header())))
        && has(when.query(), exchange.request().query().get(orEmpty(when.query())))
        && (userAgent == null || agentMatches(exchange));
  }

  private static String orEmpty(String name) {
    return name == null ? "" : name;
  }

  private boolean has(String name, List<String> values) {
    return name == null
        || (values != null
            && !values.isEmpty()
            && (when.value() == null || values.contains(when.value())));
  }

  private boolean agentMatches(Exchange exchange) {
    String agent = exchange.request().headers().get("User-Agent");
    return agent != null && userAgent.matcher(agent).find();
  }
}
