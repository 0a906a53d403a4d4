package io.quong.entity;

import io.quong.schema.Resource;
import io.quong.schema.check.Utf8Name;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.NotOneOf;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;

/** A workspace, of which an open source Kong has one and no API for it: {@code /schemas} alone. */
@Resource(
    kind = "workspaces",
    path = "",
    endpointKey = "name",
    cacheKey = "name",
    store = Resource.Store.NONE)
public record Workspace(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Required
        @Unique
        @NotOneOf({
          "workspaces",
          "consumers",
          "certificates",
          "services",
          "routes",
          "snis",
          "upstreams",
          "targets",
          "plugins",
          "tags",
          "ca_certificates",
          "clustering_data_planes",
          "parameters",
          "vaults",
          "key_sets",
          "keys",
          "filter_chains"
        })
        @Check(Utf8Name.class)
        String name,
    String comment,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Required Meta meta,
    @Required Config config) {

  /** The block {@code meta}, empty in the open source edition. */
  public record Meta() {}

  /** The block {@code config}, empty in the open source edition. */
  public record Config() {}
}
