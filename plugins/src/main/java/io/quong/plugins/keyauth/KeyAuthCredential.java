package io.quong.plugins.keyauth;

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

/** A key of a consumer. */
@Resource(
    kind = "keyauth_credentials",
    path = "key-auths",
    nestedPath = "key-auth",
    endpointKey = "key",
    cacheKey = "key",
    plugin = "key-auth",
    ttl = true)
public record KeyAuthCredential(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Required @Reference(value = "consumers", onDelete = Reference.OnDelete.CASCADE) Ref consumer,
    @Required(false) @Unique @Auto(Auto.Source.TEXT) String key,
    Set<@Check(Tag.class) String> tags) {

  /** Its id alone: the key is a secret. */
  @Override
  public String toString() {
    return "KeyAuthCredential[" + id + "]";
  }
}
