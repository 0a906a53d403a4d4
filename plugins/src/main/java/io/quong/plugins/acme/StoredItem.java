package io.quong.plugins.acme;

import io.quong.schema.Resource;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;

/** What acme keeps with {@code storage: kong}: accounts, certificates and challenges. */
@Resource(
    kind = "acme_storage",
    path = "acme_storage",
    cacheKey = "key",
    plugin = "acme",
    ttl = true,
    store = Resource.Store.STATE)
public record StoredItem(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Required @Unique @Auto(Auto.Source.TEXT) String key,
    @Required @Auto(Auto.Source.TEXT) String value,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt) {

  /** Its id alone: it may be a private key. */
  @Override
  public String toString() {
    return "StoredItem[" + id + "]";
  }
}
