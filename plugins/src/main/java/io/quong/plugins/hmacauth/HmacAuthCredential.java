package io.quong.plugins.hmacauth;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** A name of a consumer and the secret that it signs with. */
@Resource(
    kind = "hmacauth_credentials",
    path = "hmac-auths",
    nestedPath = "hmac-auth",
    endpointKey = "username",
    cacheKey = "username",
    plugin = "hmac-auth")
public record HmacAuthCredential(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Required @Reference(value = "consumers", onDelete = Reference.OnDelete.CASCADE) Ref consumer,
    @Required @Unique String username,
    @Auto(Auto.Source.TEXT) String secret,
    Set<@Check(Tag.class) String> tags) {

  /** Without its secret. */
  @Override
  public String toString() {
    return "HmacAuthCredential[" + id + "]";
  }
}
