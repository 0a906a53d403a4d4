package io.quong.plugins.aiproxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.llm.LlmAddress;
import io.quong.plugin.llm.LlmAuth;
import io.quong.plugin.llm.LlmDriver;
import io.quong.plugin.llm.LlmModel;
import io.quong.plugin.llm.LlmOptions;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import java.time.Instant;

/** Where the request goes, and with which key. */
final class UpstreamChoice {
  private final LlmModel model;
  private final LlmModel.Options options;
  private final LlmAuth auth;
  private final boolean preserves;

  UpstreamChoice(AiProxyConfig config) {
    this.model = config.model();
    this.options = LlmOptions.of(config.model());
    this.auth = config.auth();
    this.preserves = config.routeType().equals("preserve");
  }

  /**
   * Sends the request there.
   *
   * @param operation the provider's path of it; null for none
   */
  void apply(Exchange exchange, LlmDriver driver, String operation) {
    UpstreamRequest upstream = exchange.upstream();
    LlmAddress address = LlmAddress.of(model, driver, operation);
    upstream.scheme(address.url().scheme());
    upstream.target(address.url().host(), address.port());
    upstream.host(address.url().host());
    upstream.path(
        preserves && options.upstreamPath() == null ? exchange.request().path() : address.path());
    headers(upstream.headers());
    query(exchange);
  }

  /** Signs a request whose body and address are settled, where the provider asks for it. */
  void sign(Exchange exchange, LlmDriver driver, String operation, Instant now) {
    if (!model.provider().equals("bedrock")) {
      return;
    }
    LlmAddress address = LlmAddress.of(model, driver, operation);
    ByteBuf body = exchange.upstream().body();
    byte[] bytes = body == null ? new byte[0] : ByteBufUtil.getBytes(body);
    address
        .signed(model, auth, address.url().host(), now, bytes)
        .forEach(exchange.upstream().headers()::set);
  }

  private void headers(Headers headers) {
    headers.remove("Accept-Encoding");
    if (model.provider().equals("anthropic") && options.anthropicVersion() != null) {
      headers.set("anthropic-version", options.anthropicVersion());
    }
    if (auth != null && auth.headerName() != null && auth.headerValue() != null) {
      if (!overridable() || !headers.contains(auth.headerName())) {
        headers.set(auth.headerName(), ByteText.of(auth.headerValue()));
      }
    }
  }

  /** Whether a key of the client's own goes before the configured one. */
  boolean overridable() {
    return auth != null
        && Boolean.TRUE.equals(auth.allowOverride())
        && !model.provider().equals("gemini")
        && !model.provider().equals("bedrock")
        && !model.provider().equals("huggingface");
  }

  private void query(Exchange exchange) {
    boolean keyed =
        auth != null && auth.paramName() != null && "query".equals(auth.paramLocation());
    boolean azure = model.provider().equals("azure");
    if (!keyed && !azure) {
      return;
    }
    Arguments query = Arguments.parse(exchange.upstream().rawQuery(), Arguments.DEFAULT_LIMIT);
    if (azure && !query.contains("api-version")) {
      query.set("api-version", ByteText.of(options.azureApiVersion()));
    }
    if (keyed && (!overridable() || !query.contains(auth.paramName()))) {
      query.set(auth.paramName(), ByteText.of(auth.paramValue()));
    }
    exchange.upstream().rawQuery(query.encodeSorted());
  }
}
