package io.quong.plugins.oauth2;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;

/**
 * An access token of an application, and the refresh token that it came with.
 *
 * @param service the only one that it is good for; null for any
 * @param expiresIn seconds from its creation; 0 for ever
 */
@Resource(
    kind = "oauth2_tokens",
    path = "oauth2_tokens",
    endpointKey = "access_token",
    cacheKey = "access_token",
    plugin = "oauth2",
    ttl = true,
    store = Resource.Store.STATE)
public record Oauth2Token(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Default("null") @Reference(value = "services", onDelete = Reference.OnDelete.CASCADE)
        Ref service,
    @Required @Reference(value = "oauth2_credentials", onDelete = Reference.OnDelete.CASCADE)
        Ref credential,
    @Required @Default("\"bearer\"") @OneOf("bearer") String tokenType,
    @Required Integer expiresIn,
    @Required(false) @Unique @Auto(Auto.Source.TEXT) String accessToken,
    @Required(false) @Unique String refreshToken,
    @Required(false) String authenticatedUserid,
    String scope) {

  /** Without its tokens. */
  @Override
  public String toString() {
    return "Oauth2Token[" + id + "]";
  }
}
