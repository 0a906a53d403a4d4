package io.quong.plugins.correlationid;

import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;

/** Kong's correlation-id: an id for each request, the client's own or a new one. */
@GatewayPlugin(name = "correlation-id", priority = 100001)
public final class CorrelationId implements Plugin {
  private final String header;
  private final Generator generator;
  private final boolean echo;

  public CorrelationId(CorrelationIdConfig config, PluginContext context) {
    this.header = config.headerName() == null ? "Kong-Request-ID" : config.headerName();
    this.generator = Generator.of(config.generator(), context);
    this.echo = Boolean.TRUE.equals(config.echoDownstream());
  }

  @Override
  public Step access(Exchange exchange) {
    Headers sent = exchange.upstream().headers();
    String id = sent.get(header);
    if (id == null || id.isBlank()) {
      id = generator.next(exchange);
      sent.set(header, id);
    }
    exchange.note(id);
    exchange.logField("correlation_id", ByteText.unicode(id));
    return Step.NEXT;
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (echo) {
      exchange.response().headers().set(header, id(exchange));
    }
    return Step.NEXT;
  }

  /** Where no route matched there was no access phase. */
  private String id(Exchange exchange) {
    if (exchange.note() instanceof String noted) {
      return noted;
    }
    String sent = exchange.request().headers().get(header);
    return sent == null || sent.isBlank() ? generator.next(exchange) : sent;
  }
}
