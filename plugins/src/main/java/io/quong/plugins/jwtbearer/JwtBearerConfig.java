package io.quong.plugins.jwtbearer;

import io.quong.plugin.RedisConfig;
import io.quong.plugin.rule.HeaderName;
import io.quong.plugin.rule.UrlText;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.StartsWith;
import io.quong.schema.rule.Wire;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of jwt-bearer.
 *
 * @param issuer what {@code iss} must be; null for any
 * @param audience one of these must be in {@code aud}; null for any
 * @param jwksUri where the issuer publishes its keys
 * @param jwks the same as JSON text, for keys that do not change
 * @param jwksCacheTtl seconds that fetched keys are used before they are fetched again
 * @param leeway seconds that clocks may differ
 * @param claimsToHeaders headers that tell the upstream of claims; those that a client sends are
 *     taken away
 * @param open requests that need no token; one that they have is checked all the same
 * @param consumerClaim the claim that names a consumer, by its username or custom_id
 */
@AtLeastOneOf({"jwks_uri", "jwks"})
public record JwtBearerConfig(
    String issuer,
    Set<String> audience,
    @Check(UrlText.class) String jwksUri,
    @Check(KeySetText.class) String jwks,
    @Required @Default("600") @Between(min = 1, max = 31536000) Double jwksCacheTtl,
    @Required @Default("[\"RS256\"]") @Length(min = 1)
        Set<
                @OneOf({
                  "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                  "EdDSA"
                })
                String>
            algorithms,
    @Required @Default("0") @Between(min = 0, max = 3600) Double leeway,
    @Required
        @Default(
            "{\"sub\":\"X-User-Id\",\"email\":\"X-User-Email\",\"roles\":\"X-User-Roles\","
                + "\"tid\":\"X-Tenant-Id\"}")
        Map<String, @Check(HeaderName.class) String> claimsToHeaders,
    @Wire("public") @Required @Default("[]") List<Open> open,
    Revocation revocation,
    String consumerClaim,
    String anonymous) {

  /**
   * Requests that need no token.
   *
   * @param path what their path begins with, up to a slash or its end
   * @param methods empty for all
   */
  public record Open(
      @Required @StartsWith("/") String path, @Required @Default("[]") Set<String> methods) {}

  /**
   * Where tokens that are good no more are told.
   *
   * @param prefix before the token's {@code jti}, as the key's name in Redis
   * @param onError what counts when Redis does not answer
   */
  @AtLeastOneOf("redis.host")
  public record Revocation(
      @Required RedisConfig redis,
      @Required @Default("\"quong:revoked:\"") String prefix,
      @Required @Default("\"deny\"") @OneOf({"deny", "allow"}) String onError) {
    /** The key that stands in Redis for a token that was taken back. */
    public String key(String jti) {
      return prefix + jti;
    }
  }
}
