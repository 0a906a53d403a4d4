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
 * What an application may change once into a token.
 *
 * @param challenge of PKCE, base64url without padding; null without
 * @param plugin the instance that gave it
 */
@Resource(
    kind = "oauth2_authorization_codes",
    path = "",
    plugin = "oauth2",
    ttl = true,
    store = Resource.Store.STATE)
public record AuthorizationCode(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Default("null") @Reference(value = "services", onDelete = Reference.OnDelete.CASCADE)
        Ref service,
    @Required @Reference(value = "oauth2_credentials", onDelete = Reference.OnDelete.CASCADE)
        Ref credential,
    @Required(false) @Unique @Auto(Auto.Source.TEXT) String code,
    @Required(false) String authenticatedUserid,
    String scope,
    @Required(false) String challenge,
    @Required(false) @OneOf("S256") String challengeMethod,
    @Default("null") @Reference(value = "plugins", onDelete = Reference.OnDelete.CASCADE)
        Ref plugin) {

  /** Without its code. */
  @Override
  public String toString() {
    return "AuthorizationCode[" + id + "]";
  }
}
