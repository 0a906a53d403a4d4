package io.quong.entity;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.KeyForms;
import io.quong.schema.check.PemPair;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.MutuallyExclusive;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** A key of an asymmetric pair, as JWK or as PEM. */
@Resource(
    kind = "keys",
    path = "keys",
    endpointKey = "name",
    cacheKey = {"kid", "set"})
@MutuallyExclusive({"jwk", "pem"})
@AtLeastOneOf({"jwk", "pem"})
@EntityCheck(
    value = KeyForms.class,
    fields = {"jwk", "pem", "kid"})
public record Key(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Required(false) @Reference(value = "key_sets", onDelete = Reference.OnDelete.CASCADE) Ref set,
    @Required(false) @Unique String name,
    @Required @Unique(false) String kid,
    @Referenceable @Encrypted String jwk,
    @Required(false) @Check(PemPair.class) Pem pem,
    Set<@Check(Tag.class) String> tags,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt) {

  /** One key or both of a pair. */
  @AtLeastOneOf({"private_key", "public_key"})
  public record Pem(
      @Required(false) @Referenceable @Encrypted String privateKey,
      @Required(false) @Referenceable String publicKey) {
    @Override
    public String toString() {
      return "Pem";
    }
  }

  /** Its id alone: the rest may be secret. */
  @Override
  public String toString() {
    return "Key[" + id + "]";
  }
}
