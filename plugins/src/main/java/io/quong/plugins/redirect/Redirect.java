package io.quong.plugins.redirect;

import io.quong.plugin.Answer;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;

/** Kong's redirect: sends clients elsewhere, to one place or with the path that they asked for. */
@GatewayPlugin(name = "redirect", priority = 779)
public final class Redirect implements Plugin {
  private final Answer answer;
  private final Step fixed;
  private final Destination destination;

  public Redirect(RedirectConfig config, PluginContext context) {
    this.answer =
        Answer.exit(config.statusCode() == null ? 301 : config.statusCode(), "redirecting");
    this.fixed = Step.respond(answer.with("Location", ByteText.of(config.location())));
    this.destination =
        Boolean.TRUE.equals(config.keepIncomingPath()) ? new Destination(config.location()) : null;
  }

  @Override
  public Step access(Exchange exchange) {
    if (destination == null) {
      return fixed;
    }
    ClientRequest request = exchange.request();
    return Step.respond(
        answer.with("Location", destination.with(request.path(), request.rawQuery())));
  }
}
