package io.quong.plugins.requesttransformer;

import io.netty.buffer.ByteBuf;
import io.quong.lua.LuaBudget;
import io.quong.lua.LuaException;
import io.quong.lua.LuaSandbox;
import io.quong.lua.LuaTable;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.MediaType;
import io.quong.uri.PathEscaper;
import java.util.List;
import java.util.Set;

/**
 * Kong's request-transformer: path, method, headers, body and query, in this order, each by the
 * lists remove, rename, replace, add and append.
 */
@GatewayPlugin(
    name = "request-transformer",
    priority = 801,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class RequestTransformer implements Plugin {
  /** With these the fields of a form go into the query. */
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "TRACE");

  private final Entries uri;
  private final String method;
  private final Lists headers;
  private final Lists body;
  private final Lists query;

  public RequestTransformer(RequestTransformerConfig config, PluginContext context) {
    this.uri =
        new Entries(
            config.replace().uri() == null ? List.of() : List.of("uri:" + config.replace().uri()));
    this.method = config.httpMethod();
    this.headers =
        new Lists(
            config.remove().headers(),
            config.rename().headers(),
            config.replace().headers(),
            config.add().headers(),
            config.append().headers());
    this.body =
        new Lists(
            config.remove().body(),
            config.rename().body(),
            config.replace().body(),
            config.add().body(),
            config.append().body());
    this.query =
        new Lists(
            config.remove().querystring(),
            config.rename().querystring(),
            config.replace().querystring(),
            config.add().querystring(),
            config.append().querystring());
  }

  @Override
  public Set<Need> needs() {
    boolean reads = !body.isEmpty() || (method != null && WITHOUT_BODY.contains(method));
    return reads ? Set.of(Need.REQUEST_BODY) : Set.of();
  }

  @Override
  public Step access(Exchange exchange) {
    UpstreamRequest upstream = exchange.upstream();
    LuaTable globals = LuaSandbox.forTemplates(exchange);
    LuaBudget budget = new LuaBudget();
    if (!uri.isEmpty()) {
      replacePath(upstream, uri.render(globals, budget).get(0).value());
    }
    if (method != null) {
      replaceMethod(upstream);
    }
    if (!headers.isEmpty()) {
      HeaderEdits.apply(upstream, headers.render(globals, budget));
    }
    if (!body.isEmpty()) {
      BodyEdits.apply(upstream, body.render(globals, budget));
    }
    if (!query.isEmpty()) {
      QueryEdits.apply(upstream, query.render(globals, budget));
    }
    return Step.NEXT;
  }

  private static void replacePath(UpstreamRequest upstream, String path) {
    if (path == null || !path.startsWith("/")) {
      throw new LuaException("path must start with /");
    }
    upstream.path(PathEscaper.escape(path));
  }

  private void replaceMethod(UpstreamRequest upstream) {
    if (!UpstreamRequest.METHODS.contains(method)) {
      throw new IllegalArgumentException("invalid method: " + method);
    }
    upstream.method(method);
    ByteBuf form = upstream.body();
    if (!WITHOUT_BODY.contains(method)
        || form == null
        || !form.isReadable()
        || MediaType.ofPrefix(upstream.headers().get("Content-Type")) != MediaType.FORM) {
      return;
    }
    Arguments merged = Arguments.parse(upstream.rawQuery(), Arguments.DEFAULT_LIMIT);
    Arguments fields = Arguments.parse(ByteText.of(form), Arguments.DEFAULT_LIMIT);
    for (String name : fields.names()) {
      for (String value : fields.all(name)) {
        merged.append(name, value);
      }
    }
    upstream.rawQuery(merged.encodeSorted());
  }
}
