package io.quong.plugins.standardwebhooks;

import io.netty.buffer.ByteBuf;
import io.quong.lua.LuaNumbers;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Kong's standard-webhooks: lets through what carries the right signature and is not old. */
@GatewayPlugin(
    name = "standard-webhooks",
    priority = 760,
    scopes = {GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE})
public final class StandardWebhooks implements Plugin {
  private static final Step REFUSED = Step.respond(Answer.error(400, "Bad request"));
  private static final String ALGORITHM = "HmacSHA256";

  /** A longer body counts as none: it is signed as a whole, so it has to be in memory. */
  private static final int MAX_BODY = 8 << 20;

  private final SecretKeySpec secret;
  private final double tolerance;
  private final Clock clock;

  public StandardWebhooks(StandardWebhooksConfig config, PluginContext context) {
    this.secret = new SecretKeySpec(config.secretV1().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.tolerance = config.toleranceSecond() == null ? 300 : config.toleranceSecond();
    this.clock = context.clock();
  }

  @Override
  public Step access(Exchange exchange) {
    Headers headers = exchange.request().headers();
    String id = headers.get("webhook-id");
    String signature = headers.get("webhook-signature");
    String timestamp = headers.get("webhook-timestamp");
    if (id == null || signature == null || timestamp == null) {
      return REFUSED;
    }
    Double sent = LuaNumbers.parse(timestamp);
    double at = sent == null ? 0 : sent;
    long now = clock.millis() / 1000;
    if (now - at > tolerance) {
      return REFUSED;
    }
    String signed = id + "." + LuaNumbers.text(at) + ".";
    Future<ByteBuf> body = exchange.request().readBody(MAX_BODY);
    return body.succeeded()
        ? decide(signed, body.result(), signature)
        : Step.await(body.map(whole -> decide(signed, whole, signature)));
  }

  private Step decide(String before, ByteBuf body, String signature) {
    if (body == null || !body.isReadable()) {
      return REFUSED;
    }
    byte[] expected = ("v1," + sign(before, body)).getBytes(StandardCharsets.ISO_8859_1);
    byte[] given = signature.getBytes(StandardCharsets.ISO_8859_1);
    return MessageDigest.isEqual(expected, given) ? Step.NEXT : REFUSED;
  }

  private String sign(String before, ByteBuf body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(before.getBytes(StandardCharsets.ISO_8859_1));
      for (ByteBuffer part : body.nioBuffers()) {
        mac.update(part);
      }
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
