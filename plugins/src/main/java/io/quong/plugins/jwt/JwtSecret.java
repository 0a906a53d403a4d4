package io.quong.plugins.jwt;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.PublicKeyPem;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/**
 * What signatures of a consumer's tokens are checked with: a secret or a public key, by the
 * algorithm.
 *
 * @param key what tokens name in the key claim
 */
@Resource(
    kind = "jwt_secrets",
    path = "jwts",
    nestedPath = "jwt",
    endpointKey = "key",
    cacheKey = "key",
    plugin = "jwt")
@Conditional(
    ifField = "algorithm",
    ifMatch =
        @Condition(
            matchAny = {
              "^RS256$", "^RS384$", "^RS512$", "^PS256$", "^PS384$", "^PS512$", "^EdDSA$"
            }),
    thenField = "rsa_public_key",
    thenMatch = @Condition(required = true, check = PublicKeyPem.class))
public record JwtSecret(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Required @Reference(value = "consumers", onDelete = Reference.OnDelete.CASCADE) Ref consumer,
    @Required(false) @Unique @Auto(Auto.Source.TEXT) String key,
    @Auto(Auto.Source.TEXT) String secret,
    String rsaPublicKey,
    @Default("\"HS256\"")
        @OneOf({
          "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256",
          "PS384", "PS512", "EdDSA"
        })
        String algorithm,
    Set<@Check(Tag.class) String> tags) {

  /** Without its secret. */
  @Override
  public String toString() {
    return "JwtSecret[" + id + "]";
  }
}
