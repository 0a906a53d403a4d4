package io.quong.plugins.oauth2;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Transformed;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.List;
import java.util.Set;

/**
 * An application of a consumer.
 *
 * @param clientSecret hashed when {@code hashSecret} says so: see {@link SecretHash}
 */
@Resource(
    kind = "oauth2_credentials",
    path = "oauth2",
    endpointKey = "client_id",
    cacheKey = "client_id",
    plugin = "oauth2")
@Transformed(value = SecretHash.class, input = "hash_secret", needs = "client_secret")
public record Oauth2Credential(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Required @Reference(value = "consumers", onDelete = Reference.OnDelete.CASCADE) Ref consumer,
    @Required String name,
    @Required(false) @Unique @Auto(Auto.Source.TEXT) String clientId,
    @Required(false) @Auto(Auto.Source.TEXT) @Encrypted String clientSecret,
    @Required @Default("false") Boolean hashSecret,
    @Required(false) List<@Check(RedirectUri.class) String> redirectUris,
    Set<@Check(Tag.class) String> tags,
    @Required @Default("\"confidential\"") @OneOf({"confidential", "public"}) String clientType) {

  /** Without its secret. */
  @Override
  public String toString() {
    return "Oauth2Credential[" + id + "]";
  }
}
