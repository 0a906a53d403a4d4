package io.quong.plugins.errorformat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.template.Template;
import io.quong.plugin.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Bodies made by templates, the first that is for the answer's status. */
final class TemplateFormat implements Rewriter {
  private static final System.Logger LOG = System.getLogger(TemplateFormat.class.getName());

  private final List<Compiled> templates = new ArrayList<>();

  private record Compiled(Set<String> statuses, Template body, String contentType) {
    boolean fits(String status) {
      return statuses.contains(status) || statuses.contains(status.charAt(0) + "xx");
    }
  }

  TemplateFormat(List<ErrorFormatConfig.Body> configured) {
    for (ErrorFormatConfig.Body each : configured) {
      templates.add(
          new Compiled(Set.copyOf(each.statuses()), new Template(each.body()), each.contentType()));
    }
  }

  private Compiled of(Exchange exchange) {
    String status = Integer.toString(exchange.response().status());
    for (Compiled template : templates) {
      if (template.fits(status)) {
        return template;
      }
    }
    return null;
  }

  @Override
  public boolean takes(Exchange exchange) {
    return of(exchange) != null;
  }

  @Override
  public String contentType(Exchange exchange) {
    return of(exchange).contentType();
  }

  @Override
  public String body(Exchange exchange, String message) {
    try {
      JsonNode made = of(exchange).body().applyAtOnce(facts(exchange, message));
      return made.isTextual() ? ByteText.of(made.asText()) : Json.text(made);
    } catch (TemplateException failed) {
      LOG.log(System.Logger.Level.ERROR, "[error-format] " + failed.getMessage());
      return null;
    }
  }

  private static ObjectNode facts(Exchange exchange, String message) {
    int status = exchange.response().status();
    ObjectNode facts = Json.empty();
    facts
        .put("status", status)
        .put("reason", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("message", message)
        .put("method", exchange.request().method())
        .put("path", ByteText.unicode(exchange.request().path()))
        .put("request_id", exchange.requestId())
        .put("route", exchange.route() == null ? null : exchange.route().name())
        .put("service", exchange.service() == null ? null : exchange.service().name());
    return facts;
  }
}
