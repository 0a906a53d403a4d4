package io.quong.plugins.awslambda;

import io.netty.buffer.ByteBuf;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.http.AwsSignature;
import io.quong.plugin.http.Calls;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.PercentEncoding;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Kong's aws-lambda: a function answers in place of the upstream. Credentials come from the
 * configuration or the environment; assumed roles, the metadata service and a proxy are not there
 * yet, and requests that need them fail with 500 and a line in the log.
 */
@GatewayPlugin(name = "aws-lambda", priority = 750)
public final class AwsLambda implements Plugin {

  /** What Lambda takes and answers at most. */
  private static final int MAX_BODY = 6 << 20;

  private static final int MAX_NAME = 170;

  private final AwsLambdaConfig config;
  private final Calls calls;
  private final Clock clock;
  private final Credentials credentials;
  private final String region;
  private final boolean tls;
  private final Payload payload;
  private final FunctionAnswer answers;

  public AwsLambda(AwsLambdaConfig config, PluginContext context) {
    this.config = config;
    this.calls = context.nodeWide(Calls.class, () -> new Calls(context.vertx()));
    this.clock = context.clock();
    this.credentials = Credentials.of(config, System::getenv);
    this.region = region(config);
    this.tls = !Boolean.TRUE.equals(config.disableHttps());
    this.payload = new Payload(config);
    this.answers = new FunctionAnswer(config);
  }

  private static String region(AwsLambdaConfig config) {
    if (config.awsRegion() != null) {
      return config.awsRegion();
    }
    String named = System.getenv("AWS_REGION");
    return named != null ? named : System.getenv("AWS_DEFAULT_REGION");
  }

  @Override
  public Step access(Exchange exchange) {
    String missing = missing();
    if (missing != null) {
      throw new IllegalStateException(missing);
    }
    boolean skips = !Boolean.FALSE.equals(config.skipLargeBodies());
    Future<ByteBuf> body =
        skips
            ? exchange.request().bodyWithin(Long.MAX_VALUE).map(all -> exchange.request().body())
            : exchange.request().readBody(MAX_BODY);
    return Step.await(body.compose(known -> call(exchange, known)));
  }

  private String missing() {
    if (region == null) {
      return "no region specified";
    }
    if (config.awsAssumeRoleArn() != null || config.proxyUrl() != null) {
      return "aws_assume_role_arn and proxy_url are not available yet";
    }
    if (credentials == null) {
      return "no AWS credentials in the configuration or the environment";
    }
    return config.functionName() == null || config.functionName().length() > MAX_NAME
        ? "the function's name is missing or too long"
        : null;
  }

  private Future<Step> call(Exchange exchange, ByteBuf body) {
    String text = body == null ? "" : ByteText.of(body);
    byte[] sent = payload.of(exchange, text).toString().getBytes(StandardCharsets.UTF_8);
    String host = config.host() != null ? config.host() : "lambda." + region + ".amazonaws.com";
    int port = config.port() == null ? 443 : config.port();
    String path = "/2015-03-31/functions/" + config.functionName() + "/invocations";
    String query =
        config.qualifier() == null
            ? ""
            : "Qualifier=" + PercentEncoding.component(ByteText.of(config.qualifier()));
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", port == (tls ? 443 : 80) ? host : host + ":" + port);
    headers.put("x-amz-date", AwsSignature.date(clock.instant()));
    headers.put("x-amz-invocation-type", config.invocationType());
    headers.put("x-amz-log-type", config.logType());
    headers.put("content-length", Integer.toString(sent.length));
    if (credentials.token() != null) {
      headers.put("x-amz-security-token", credentials.token());
    }
    String signature =
        AwsSignature.of(
            new AwsSignature.Signer(credentials.key(), credentials.secret(), region, "lambda"),
            path,
            query,
            headers,
            sent);
    List<String> lines = new ArrayList<>();
    headers.forEach(
        (name, value) -> {
          lines.add(name);
          lines.add(value);
        });
    lines.add("Authorization");
    lines.add(signature);
    Calls.Request request =
        new Calls.Request(
            "POST",
            tls,
            host,
            port,
            query.isEmpty() ? path : path + "?" + query,
            lines,
            Buffer.buffer(sent),
            config.timeout().longValue());
    return exchange
        .onLoop(calls.send(request, config.keepalive().longValue(), false, 2 * MAX_BODY))
        .map(this::answer);
  }

  private Step answer(Calls.Response response) {
    if (response.status() >= 400) {
      throw new IllegalStateException("Lambda answered " + response.status());
    }
    return Step.respond(answers.of(response));
  }
}
