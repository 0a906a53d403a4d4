package io.quong.plugins.aiproxy;

import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.llm.LlmAuth;
import io.quong.plugin.llm.LlmDriver;
import io.quong.plugin.llm.LlmFailure;
import io.quong.plugin.llm.LlmModel;
import io.quong.plugin.llm.LlmOptions;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Url;

/** Where the request goes, and with which key. */
final class UpstreamChoice {
  private static final int DEFAULT_PORT = 443;

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

  void apply(Exchange exchange, LlmDriver driver, boolean chat) {
    UpstreamRequest upstream = exchange.upstream();
    String configured = options.upstreamUrl();
    String address = configured != null ? configured : driver.url();
    if (address == null) {
      throw new LlmFailure("no address of the provider is configured");
    }
    Url url = Url.parse(address);
    upstream.scheme(url.scheme());
    upstream.target(url.host(), url.port() == 0 ? DEFAULT_PORT : url.port());
    upstream.host(url.host());
    String path = path(exchange, driver, chat, url, configured != null);
    upstream.path(path.startsWith("/") ? path : "/" + path);
    headers(upstream.headers());
    query(exchange);
  }

  private String path(
      Exchange exchange, LlmDriver driver, boolean chat, Url url, boolean configured) {
    String prefix = url.path() == null || url.path().equals("/") ? "" : url.path();
    if (preserves && options.upstreamPath() == null) {
      return exchange.request().path();
    }
    boolean appends = !configured || model.provider().equals("huggingface");
    if (!prefix.isEmpty() && !appends) {
      return prefix;
    }
    String operation = options.upstreamPath() != null ? options.upstreamPath() : driver.path(chat);
    return appends ? prefix + operation : operation;
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
