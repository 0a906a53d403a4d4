package io.quong.plugins.grpcgateway;

import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;

/**
 * Kong's grpc-gateway, as far as it needs no description of the service: preflights and refusals.
 * Requests in JSON are not translated yet, and are told so.
 */
@GatewayPlugin(
    name = "grpc-gateway",
    priority = 998,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class GrpcGateway implements Plugin {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final Step PREFLIGHT =
      Step.respond(
          Answer.exit(200, "OK")
              .with("Content-Type", "application/json")
              .with(ALLOW_ORIGIN, "*")
              .with("Access-Control-Allow-Methods", "GET,POST,PATCH,DELETE")
              .with("Access-Control-Allow-Headers", "content-type"));
  private static final Step NO_DESCRIPTION =
      Step.respond(
          Answer.exit(400, "transcoding requests require a .proto file defining the service"));
  private static final Step NOT_YET =
      Step.respond(Answer.exit(501, "this gateway does not translate JSON to gRPC yet"));

  private final boolean described;

  public GrpcGateway(GrpcGatewayConfig config, PluginContext context) {
    this.described = config.proto() != null;
  }

  @Override
  public Step access(Exchange exchange) {
    exchange.response().headers().set(ALLOW_ORIGIN, "*");
    if (exchange.request().method().equals("OPTIONS")) {
      return PREFLIGHT;
    }
    return described ? NOT_YET : NO_DESCRIPTION;
  }
}
