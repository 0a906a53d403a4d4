package io.quong.plugins.azurefunctions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.http.Calls;
import io.quong.plugin.message.Arguments;
import io.quong.program.ProductVersion;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Kong's azure-functions: a function answers in place of the upstream. */
@GatewayPlugin(
    name = "azure-functions",
    priority = 749,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class AzureFunctions implements Plugin {
  private static final System.Logger LOG = System.getLogger(AzureFunctions.class.getName());

  /** Of a request and of an answer; Azure takes no longer ones. */
  private static final int MAX_BODY = 100 << 20;

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "host",
          "content-length",
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final Step UNREACHABLE =
      Step.respond(
          Answer.exit(
              500,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("message", "An unexpected error occurred")));

  private final Calls calls;
  private final boolean tls;
  private final boolean verify;
  private final String host;
  private final int port;
  private final String path;
  private final long timeout;
  private final long keepAlive;
  private final List<String> keys = new ArrayList<>();

  public AzureFunctions(AzureFunctionsConfig config, PluginContext context) {
    this.calls = context.nodeWide(Calls.class, () -> new Calls(context.vertx()));
    this.tls = !Boolean.FALSE.equals(config.https());
    this.verify = Boolean.TRUE.equals(config.httpsVerify());
    String address = config.appname() + "." + config.hostdomain();
    int colon = address.lastIndexOf(':');
    this.host = colon < 0 ? address : address.substring(0, colon);
    this.port = colon < 0 ? (tls ? 443 : 80) : Integer.parseInt(address.substring(colon + 1));
    String prefix = config.routeprefix() == null ? "" : bare(config.routeprefix());
    this.path = (prefix.isEmpty() ? "/" : "/" + prefix + "/") + bare(config.functionname());
    this.timeout = config.timeout() == null ? 600_000 : config.timeout().longValue();
    this.keepAlive = config.keepalive() == null ? 60_000 : config.keepalive().longValue();
    key("x-functions-key", config.apikey());
    key("x-functions-clientid", config.clientid());
  }

  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == '/') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == '/') {
      to--;
    }
    return text.substring(from, to);
  }

  private void key(String name, String value) {
    if (value != null) {
      keys.add(name);
      keys.add(value);
    }
  }

  @Override
  public Step access(Exchange exchange) {
    return Step.await(exchange.request().readBody(MAX_BODY).compose(body -> call(exchange, body)));
  }

  private Future<Step> call(Exchange exchange, ByteBuf body) {
    List<String> headers = new ArrayList<>();
    Headers sent = exchange.upstream().headers();
    for (int line = 0; line < sent.size(); line++) {
      String name = sent.name(line).toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name) && !keys.contains(name)) {
        headers.add(sent.name(line));
        headers.add(sent.value(line));
      }
    }
    headers.addAll(keys);
    String query = exchange.request().rawQuery();
    String encoded = Arguments.parse(query, Arguments.DEFAULT_LIMIT).encode();
    Calls.Request request =
        new Calls.Request(
            exchange.request().method(),
            tls,
            host,
            port,
            encoded.isEmpty() ? path : path + "?" + encoded,
            headers,
            body == null ? Buffer.buffer() : Buffer.buffer(ByteBufUtil.getBytes(body)),
            timeout);
    return exchange
        .onLoop(calls.send(request, keepAlive, verify, MAX_BODY))
        .map(AzureFunctions::answer)
        .recover(
            error -> {
              LOG.log(
                  System.Logger.Level.ERROR, "[azure-functions] no answer: " + error.getMessage());
              return Future.succeededFuture(UNREACHABLE);
            });
  }

  private static Step answer(Calls.Response response) {
    List<String> headers = new ArrayList<>();
    String via = null;
    for (int i = 0; i < response.headers().size(); i += 2) {
      String name = response.headers().get(i);
      if (name.equalsIgnoreCase("via")) {
        via = response.headers().get(i + 1);
      } else if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        headers.add(name);
        headers.add(response.headers().get(i + 1));
      }
    }
    String own = "2 " + ProductVersion.SOFTWARE;
    headers.add("Via");
    headers.add(via == null ? own : via + ", " + own);
    return Step.respond(
        new Answer(
            response.status(),
            new Answer.Body.Buffer(Unpooled.wrappedBuffer(response.body().getBytes())),
            headers));
  }
}
