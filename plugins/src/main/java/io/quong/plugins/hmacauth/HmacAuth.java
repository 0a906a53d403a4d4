package io.quong.plugins.hmacauth;

import io.netty.buffer.ByteBuf;
import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.auth.Authentication;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.HttpTime;
import io.quong.plugin.message.LenientBase64;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Kong's hmac-auth: requests signed with a consumer's secret. */
@GatewayPlugin(
    name = "hmac-auth",
    priority = 1030,
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class HmacAuth implements Plugin {
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "hmac-sha1", "HmacSHA1",
          "hmac-sha256", "HmacSHA256",
          "hmac-sha384", "HmacSHA384",
          "hmac-sha512", "HmacSHA512");
  private static final String NOT_THE_SAME = "HMAC signature does not match";
  private static final String NOT_VALID = "HMAC signature cannot be verified";
  private static final String NO_DATE =
      NOT_VALID + ", a valid date or x-date header is required for HMAC Authentication";

  private final Authentication authentication;
  private final Clock clock;
  private final double clockSkew;
  private final boolean hide;
  private final boolean validateBody;
  private final List<String> enforced;
  private final Set<String> algorithms;
  private final Answer unauthorized;
  private final Answer noDate;
  private final Answer notValid;
  private final Answer notTheSame;

  public HmacAuth(HmacAuthConfig config, PluginContext context) {
    this.authentication = new Authentication(context, config.anonymous());
    this.clock = context.clock();
    this.clockSkew = config.clockSkew() == null ? 300 : config.clockSkew();
    this.hide = Boolean.TRUE.equals(config.hideCredentials());
    this.validateBody = Boolean.TRUE.equals(config.validateRequestBody());
    this.enforced = config.enforceHeaders() == null ? List.of() : config.enforceHeaders();
    this.algorithms = config.algorithms() == null ? Set.of() : Set.copyOf(config.algorithms());
    String challenge = config.realm() == null ? "hmac" : "hmac realm=\"" + config.realm() + "\"";
    this.unauthorized = refusal("Unauthorized", challenge);
    this.noDate = refusal(NO_DATE, challenge);
    this.notValid = refusal(NOT_VALID, challenge);
    this.notTheSame = refusal(NOT_THE_SAME, challenge);
  }

  private static Answer refusal(String message, String challenge) {
    return Answer.error(401, message).with("WWW-Authenticate", ByteText.of(challenge));
  }

  @Override
  public Set<Need> needs() {
    return validateBody ? Set.of(Need.REQUEST_BODY) : Set.of();
  }

  @Override
  public Step access(Exchange exchange) {
    if (authentication.alreadyDone(exchange)) {
      return Step.NEXT;
    }
    Headers headers = exchange.upstream().headers();
    String authorization = headers.get("Authorization");
    String proxyAuthorization = headers.get("Proxy-Authorization");
    if (authorization == null && proxyAuthorization == null) {
      return authentication.refuse(exchange, unauthorized);
    }
    if (!isRecent(headers.get("X-Date")) && !isRecent(headers.get("Date"))) {
      return authentication.refuse(exchange, noDate);
    }
    SignatureHeader given = SignatureHeader.read(proxyAuthorization);
    String used = "Proxy-Authorization";
    if (given == null) {
      given = SignatureHeader.read(authorization);
      used = "Authorization";
    }
    // The text that is signed may have the header that is hidden.
    HmacAuthCredential credential = given == null ? null : credential(exchange, given);
    String text = credential == null ? null : SigningText.of(exchange, given.headers());
    if (hide) {
      headers.remove(used);
    }
    if (credential == null) {
      return authentication.refuse(exchange, notValid);
    }
    if (!isSigned(given, credential, text) || (validateBody && !isWhole(exchange))) {
      return authentication.refuse(exchange, notTheSame);
    }
    Consumer consumer = exchange.entities().byId(Consumer.class, credential.consumer().id());
    if (consumer == null) {
      return authentication.refuse(exchange, notValid);
    }
    return authentication.accept(
        exchange,
        consumer,
        new Exchange.Credential(credential.id(), credential.username(), credential));
  }

  private boolean isRecent(String date) {
    long seconds = date == null ? -1 : HttpTime.parse(date);
    return seconds >= 0 && Math.abs(Math.floorDiv(clock.millis(), 1_000L) - seconds) <= clockSkew;
  }

  /** The credential that the parameters name, if they are what the configuration asks for. */
  private HmacAuthCredential credential(Exchange exchange, SignatureHeader given) {
    if (!algorithms.contains(given.algorithm())) {
      return null;
    }
    if (!enforced.isEmpty()) {
      Set<String> signed = new HashSet<>(Arrays.asList(given.headers().split(" ", -1)));
      for (String name : enforced) {
        if (!signed.contains(name)) {
          return null;
        }
      }
    }
    return exchange
        .entities()
        .unique(HmacAuthCredential.class, "username", ByteText.unicode(given.username()));
  }

  private static boolean isSigned(
      SignatureHeader given, HmacAuthCredential credential, String text) {
    byte[] signature = LenientBase64.decode(given.signature());
    String secret = credential.secret();
    if (signature == null || secret == null || secret.isEmpty()) {
      return false;
    }
    String algorithm = ALGORITHMS.get(given.algorithm());
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return MessageDigest.isEqual(
          signature, mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** Whether the body is the one whose digest the client sent; none needs no digest. */
  private static boolean isWhole(Exchange exchange) {
    String digest = exchange.upstream().headers().get("Digest");
    ByteBuf body = exchange.upstream().body();
    if (digest == null) {
      return body != null && !body.isReadable();
    }
    if (body == null) {
      return false;
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(body.nioBuffer());
      String wanted = "SHA-256=" + Base64.getEncoder().encodeToString(sha.digest());
      return MessageDigest.isEqual(
          wanted.getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
