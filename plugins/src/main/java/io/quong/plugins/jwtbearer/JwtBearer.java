package io.quong.plugins.jwtbearer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.auth.Authentication;
import io.quong.plugin.message.ByteText;
import io.vertx.core.Future;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;

/**
 * Tokens in {@code Authorization: Bearer …} whose issuer publishes its keys. A token that was found
 * to be right is remembered, bounded in memory and as long as the key that signed it is the
 * issuer's and at hand; its times and whether it was revoked are asked at each request.
 */
@GatewayPlugin(name = "jwt-bearer", priority = 1015, version = "1.0.0")
public final class JwtBearer implements Plugin {
  /** About 10,000 tokens of usual length. */
  private static final long MOST_REMEMBERED_BYTES = 64L << 20;

  /** What a token takes with its claims, by a character of it. */
  private static final int BYTES_EACH = 8;

  private static final Answer MISSING = refusal("missing_token", "A bearer token is needed");
  private static final Answer EXPIRED = refusal("token_expired", "The token has expired");
  private static final Answer REVOKED = refusal("token_revoked", "The token was revoked");
  private static final Answer INVALID = refusal("invalid_token", "The token is not valid");

  /** A token that is right, and by which key. */
  private record Remembered(Claims claims, String kid, PublicKey key) {}

  private final Authentication authentication;
  private final Clock clock;
  private final TokenCheck check;
  private final KeySet ownKeys;
  private final PublishedKeys published;
  private final Revocations revocations;
  private final OpenRequests open;
  private final Map<String, String> claimsToHeaders;
  private final String consumerClaim;
  private final Cache<String, Remembered> remembered =
      Caffeine.newBuilder()
          .maximumWeight(MOST_REMEMBERED_BYTES)
          .weigher((String token, Remembered known) -> BYTES_EACH * token.length())
          .executor(Runnable::run)
          .build();

  public JwtBearer(JwtBearerConfig config, PluginContext context) {
    this.authentication = new Authentication(context, config.anonymous());
    this.clock = context.clock();
    this.check = new TokenCheck(config);
    this.ownKeys = config.jwks() == null ? KeySet.EMPTY : KeySet.parse(config.jwks());
    this.published =
        config.jwksUri() == null
            ? null
            : new PublishedKeys(context.vertx(), clock, config.jwksUri(), config.jwksCacheTtl());
    this.revocations =
        config.revocation() == null ? null : new Revocations(config.revocation(), context);
    this.open = new OpenRequests(config.open());
    this.claimsToHeaders =
        config.claimsToHeaders() == null ? Map.of() : Map.copyOf(config.claimsToHeaders());
    this.consumerClaim = config.consumerClaim();
  }

  private static Answer refusal(String error, String message) {
    return Answer.exit(
            401, JsonNodeFactory.instance.objectNode().put("error", error).put("message", message))
        .with("WWW-Authenticate", "Bearer");
  }

  @Override
  public Step access(Exchange exchange) {
    Headers headers = exchange.upstream().headers();
    // Nobody but a token says who a user is, not even one whom another plugin knows.
    claimsToHeaders.values().forEach(headers::remove);
    if (authentication.alreadyDone(exchange)) {
      return Step.NEXT;
    }
    String token = bearer(headers.get("Authorization"));
    if (token == null) {
      return open.has(exchange) ? Step.NEXT : authentication.refuse(exchange, MISSING);
    }
    Remembered known = remembered.getIfPresent(token);
    // The same object: what was fetched anew is asked anew.
    if (known != null && known.key() == atHand(known.kid())) {
      return go(exchange, token, known.claims());
    }
    JsonWebSignature signed = check.read(token);
    if (signed == null) {
      return authentication.refuse(exchange, INVALID);
    }
    String kid = signed.getKeyIdHeaderValue();
    PublicKey key = atHand(kid);
    if (key == null && published != null) {
      return Step.await(
          exchange
              .onLoop(published.fetch(kid))
              .compose(found -> later(verified(exchange, token, signed, found))));
    }
    return verified(exchange, token, signed, key);
  }

  private PublicKey atHand(String kid) {
    PublicKey own = ownKeys.find(kid);
    return own != null || published == null ? own : published.atHand(kid);
  }

  /** A step that comes after a wait may be one to wait for again. */
  private static Future<Step> later(Step step) {
    return step instanceof Step.Await more ? more.future() : Future.succeededFuture(step);
  }

  /** What stands behind the scheme; null for another scheme and for no header. */
  private static String bearer(String header) {
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return null;
    }
    String token = header.substring(7).strip();
    return token.isEmpty() ? null : token;
  }

  private Step verified(Exchange exchange, String token, JsonWebSignature signed, PublicKey key) {
    Claims claims = key == null ? null : check.verify(signed, key);
    if (claims == null) {
      return authentication.refuse(exchange, INVALID);
    }
    remembered.put(token, new Remembered(claims, signed.getKeyIdHeaderValue(), key));
    return go(exchange, token, claims);
  }

  /** Goes on with a token whose signature is right. */
  private Step go(Exchange exchange, String token, Claims claims) {
    double now = clock.millis() / 1_000d;
    if (check.isExpired(claims, now)) {
      remembered.invalidate(token);
      return authentication.refuse(exchange, EXPIRED);
    }
    if (check.isEarly(claims, now)) {
      return authentication.refuse(exchange, INVALID);
    }
    if (revocations == null || claims.jti() == null) {
      return accept(exchange, token, claims);
    }
    return Step.await(
        exchange
            .onLoop(revocations.of(claims.jti()))
            .map(
                state ->
                    switch (state) {
                      case GOOD -> accept(exchange, token, claims);
                      case REVOKED -> authentication.refuse(exchange, REVOKED);
                      case UNKNOWN -> authentication.refuse(exchange, INVALID);
                    }));
  }

  private Step accept(Exchange exchange, String token, Claims claims) {
    Headers headers = exchange.upstream().headers();
    claimsToHeaders.forEach(
        (claim, header) -> {
          String value = claims.text(claim);
          if (value != null && isSafe(value)) {
            headers.set(header, ByteText.of(value));
          }
        });
    exchange.shared().put("authenticated_jwt_token", token);
    String subject = claims.text("sub");
    Exchange.Credential credential =
        new Exchange.Credential(subject == null ? claims.jti() : subject, subject);
    Consumer consumer = null;
    if (consumerClaim != null) {
      consumer = consumer(exchange, claims.text(consumerClaim));
      if (consumer == null) {
        return authentication.refuse(exchange, INVALID);
      }
    }
    return authentication.accept(exchange, consumer, credential);
  }

  /** Whether a claim can stand in a header without becoming a second one. */
  private static boolean isSafe(String value) {
    return value.chars().noneMatch(c -> c < ' ' || c == 0x7f);
  }

  private static Consumer consumer(Exchange exchange, String name) {
    if (name == null) {
      return null;
    }
    Consumer found = exchange.entities().unique(Consumer.class, "username", name);
    return found != null ? found : exchange.entities().unique(Consumer.class, "custom_id", name);
  }

  @Override
  public void close() {
    if (published != null) {
      published.close();
    }
  }
}
