package io.quong.plugins.basicauth;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Transformed;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/**
 * A login of a consumer.
 *
 * @param password as it is stored: see {@link PasswordHash}
 */
@Resource(
    kind = "basicauth_credentials",
    path = "basic-auths",
    nestedPath = "basic-auth",
    endpointKey = "username",
    cacheKey = "username",
    plugin = "basic-auth")
@Transformed(value = PasswordHash.class, input = "password", needs = "consumer.id")
public record BasicAuthCredential(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Required @Reference(value = "consumers", onDelete = Reference.OnDelete.CASCADE) Ref consumer,
    @Required @Unique String username,
    @Required @Encrypted String password,
    Set<@Check(Tag.class) String> tags) {

  /** Without its hash. */
  @Override
  public String toString() {
    return "BasicAuthCredential[" + id + "]";
  }
}
