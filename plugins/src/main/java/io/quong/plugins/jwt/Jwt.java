package io.quong.plugins.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.auth.Authentication;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.LenientBase64;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Kong's jwt: tokens signed with what a consumer's credential has. What Kong crashes on (a
 * signature of the wrong length, a key that is none, a key claim that is no text) is thrown here as
 * well.
 */
@GatewayPlugin(
    name = "jwt",
    priority = 1450,
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class Jwt implements Plugin {
  private final Authentication authentication;
  private final Clock clock;
  private final PublicKeys keys;
  private final TokenSearch search;
  private final RegisteredClaims times;
  private final String keyClaim;
  private final boolean base64;
  private final boolean onPreflight;
  private final String challenge;
  private final Answer noToken;

  public Jwt(JwtConfig config, PluginContext context) {
    this.authentication = new Authentication(context, config.anonymous());
    this.clock = context.clock();
    this.keys = context.nodeWide(PublicKeys.class, PublicKeys::new);
    this.search = new TokenSearch(config);
    this.times = new RegisteredClaims(config);
    this.keyClaim = config.keyClaimName() == null ? "iss" : config.keyClaimName();
    this.base64 = Boolean.TRUE.equals(config.secretIsBase64());
    this.onPreflight = !Boolean.FALSE.equals(config.runOnPreflight());
    String bearer = config.realm() == null ? "Bearer" : "Bearer realm=\"" + config.realm() + "\"";
    this.challenge = ByteText.of(bearer + " error=\"invalid_token\"");
    this.noToken =
        Answer.exit(401, message("Unauthorized")).with("WWW-Authenticate", ByteText.of(bearer));
  }

  private static ObjectNode message(String text) {
    return JsonNodeFactory.instance.objectNode().put("message", text);
  }

  private Answer refusal(ObjectNode body) {
    return Answer.exit(401, body).with("WWW-Authenticate", challenge);
  }

  @Override
  public Step access(Exchange exchange) {
    if (!onPreflight && exchange.request().method().equals("OPTIONS")) {
      return Step.NEXT;
    }
    if (authentication.alreadyDone(exchange)) {
      return Step.NEXT;
    }
    TokenSearch.Found found = search.find(exchange);
    Answer refused =
        switch (found.kind()) {
          case NONE -> noToken;
          case SEVERAL -> refusal(message("Multiple tokens provided"));
          case NO_TEXT -> refusal(message("Unrecognizable token"));
          case ONE -> null;
        };
    return refused == null
        ? authenticate(exchange, found.token())
        : authentication.refuse(exchange, refused);
  }

  private Step authenticate(Exchange exchange, String text) {
    Token token;
    try {
      token = Token.read(text);
    } catch (Token.Bad bad) {
      return authentication.refuse(exchange, refusal(message(bad.getMessage())));
    }
    JsonNode key = token.claimOrField(keyClaim);
    if (key == null) {
      return refuse(exchange, "No mandatory '" + keyClaim + "' in claims");
    }
    if (!key.isTextual()) {
      throw new IllegalArgumentException("the key claim of a token is no text");
    }
    if (key.asText().isEmpty()) {
      return refuse(exchange, "Invalid '" + keyClaim + "' in claims");
    }
    JwtSecret credential = exchange.entities().unique(JwtSecret.class, "key", key.asText());
    if (credential == null) {
      return refuse(exchange, "No credentials found for given '" + keyClaim + "'");
    }
    String wrong = wrongSignature(token, credential);
    if (wrong != null) {
      return refuse(exchange, wrong);
    }
    ObjectNode late = times.refuse(token, Math.floorDiv(clock.millis(), 1_000L));
    if (late != null) {
      return authentication.refuse(exchange, refusal(late));
    }
    Consumer consumer = exchange.entities().byId(Consumer.class, credential.consumer().id());
    if (consumer == null) {
      return refuse(
          exchange, "Could not find consumer for '" + keyClaim + "=" + key.asText() + "'");
    }
    exchange.shared().put("authenticated_jwt_token", text);
    return authentication.accept(
        exchange, consumer, new Exchange.Credential(credential.id(), credential.key(), credential));
  }

  private Step refuse(Exchange exchange, String text) {
    return authentication.refuse(exchange, refusal(message(text)));
  }

  /** Kong's message for a signature that is not the credential's; null for one that is. */
  private String wrongSignature(Token token, JwtSecret credential) {
    Algorithm algorithm =
        credential.algorithm() == null ? Algorithm.HS256 : Algorithm.named(credential.algorithm());
    if (token.algorithm() != algorithm) {
      return "Invalid algorithm";
    }
    boolean right;
    if (algorithm.isSymmetric()) {
      byte[] secret = secret(credential);
      if (secret == null) {
        return "Invalid key/secret";
      }
      right = algorithm.verify(secret, token.signed(), token.signature());
    } else {
      if (credential.rsaPublicKey() == null) {
        return "Invalid key/secret";
      }
      right =
          algorithm.verify(keys.of(credential.rsaPublicKey()), token.signed(), token.signature());
    }
    return right ? null : "Invalid signature";
  }

  private byte[] secret(JwtSecret credential) {
    String secret = credential.secret();
    if (secret == null) {
      return null;
    }
    return base64
        ? LenientBase64.decodeUrl(ByteText.of(secret))
        : secret.getBytes(StandardCharsets.UTF_8);
  }
}
