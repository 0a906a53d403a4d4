package io.quong.plugins.grpcweb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.plugin.Answer;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import java.nio.charset.StandardCharsets;

/**
 * Kong's grpc-web: browsers speak to a gRPC service by messages in HTTP bodies, with the status in
 * a last frame. Messages in JSON are not translated yet.
 */
@GatewayPlugin(
    name = "grpc-web",
    priority = 3,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class GrpcWeb implements Plugin {
  private static final Step NO_DESCRIPTION =
      Step.respond(
          Answer.exit(400, "transcoding requests require a .proto file defining the service"));
  private static final Step NOT_YET =
      Step.respond(Answer.exit(501, "this gateway does not translate JSON to gRPC yet"));
  private static final Step NO_BASE64 =
      Step.respond(Answer.exit(400, "the body is no base64, or too long"));
  private static final Step PREFLIGHT =
      Step.respond(
          Answer.exit(200, "OK")
              .with("Content-Type", "application/grpc-web-text+proto")
              .with("Access-Control-Allow-Methods", "POST")
              .with("Access-Control-Allow-Headers", "content-type,x-grpc-web,x-user-agent")
              .with("grpc-status", "0")
              .with("grpc-message", "OK"));

  /** Of a text body, which has to be decoded as a whole. */
  private static final int MAX_TEXT = 16 << 20;

  private static final int TRAILER_FLAG = 0x80;

  private final String allowedOrigin;
  private final boolean described;

  public GrpcWeb(GrpcWebConfig config, PluginContext context) {
    this.allowedOrigin =
        config.allowOriginHeader() == null ? "*" : ByteText.of(config.allowOriginHeader());
    this.described = config.proto() != null;
  }

  @Override
  public Step access(Exchange exchange) {
    ClientRequest request = exchange.request();
    exchange.response().headers().set("Access-Control-Allow-Origin", allowedOrigin);
    if (request.method().equals("OPTIONS")) {
      return PREFLIGHT;
    }
    String type = request.headers().get("Content-Type");
    Coding coding = Coding.of(type);
    if (coding == Coding.DESCRIBED) {
      return described ? NOT_YET : NO_DESCRIPTION;
    }
    exchange.note(type);
    exchange.upstream().headers().set("Content-Type", "application/grpc");
    if (!coding.isText()) {
      return Step.NEXT;
    }
    return Step.await(request.readBody(MAX_TEXT).map(body -> decode(exchange, body)));
  }

  private static Step decode(Exchange exchange, ByteBuf body) {
    if (body == null) {
      return NO_BASE64;
    }
    try {
      exchange.upstream().body(Coding.decode(body));
      return Step.NEXT;
    } catch (IllegalArgumentException noBase64) {
      return NO_BASE64;
    }
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (exchange.note() instanceof String type) {
      Headers answer = exchange.response().headers();
      answer.set("Content-Type", type);
      answer.remove("Content-Length");
    }
    return Step.NEXT;
  }

  @Override
  public void bodyFilter(Exchange exchange, BodyPiece piece) {
    if (!(exchange.note() instanceof String type) || !exchange.request().method().equals("POST")) {
      return;
    }
    Coding coding = Coding.of(type);
    ByteBuf coded = coding.encode(piece.content());
    if (piece.last()) {
      coded = Unpooled.wrappedBuffer(coded, coding.encode(trailer(exchange)));
    }
    piece.replace(coded);
  }

  /** The status, which browsers cannot read from real trailers, as a frame of its own. */
  private static ByteBuf trailer(Exchange exchange) {
    Headers answer = exchange.upstreamResponse().headers();
    String status = answer.get("grpc-status");
    String message = answer.get("grpc-message");
    String text =
        "grpc-status:"
            + (status == null ? "0" : status)
            + "\r\ngrpc-message:"
            + (message == null ? "" : message)
            + "\r\n";
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Unpooled.buffer(5 + bytes.length)
        .writeByte(TRAILER_FLAG)
        .writeInt(bytes.length)
        .writeBytes(bytes);
  }
}
