package io.quong.entity;

import io.quong.schema.Resource;
import io.quong.schema.check.Host;
import io.quong.schema.check.Ip;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Uuid;
import java.util.Map;
import java.util.Set;

/** A row of {@code /clustering/data-planes}; nodes tell them, nobody writes them. */
@Resource(kind = "clustering_data_planes", path = "", ttl = true, store = Resource.Store.NONE)
public record ConnectedNode(
    @Required @Auto(Auto.Source.UUID) @Uuid String id,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long lastSeen,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Required @Check(Ip.class) String ip,
    @Length(exactly = 32) String configHash,
    @Required @Check(Host.class) String hostname,
    @Match(
            value = {
              @Match.Pattern(
                  value = "\\.\\.",
                  shown = "%.%.",
                  error = "must not have empty version segments")
            },
            mode = Match.Mode.NONE)
        @Match(
            value = {
              @Match.Pattern(value = "^[0-9]+[.0-9]*$", shown = "^%d+[%.%d]*$"),
              @Match.Pattern(value = "^[0-9]+[.0-9]*-?.*$", shown = "^%d+[%.%d]*%-?.*$")
            },
            mode = Match.Mode.ANY,
            error = "invalid version number: must be in format of X.Y.Z")
        String version,
    @Required
        @Default("\"unknown\"")
        @OneOf({
          "unknown",
          "normal",
          "kong_version_incompatible",
          "plugin_set_incompatible",
          "plugin_version_incompatible",
          "filter_set_incompatible"
        })
        String syncStatus,
    Map<String, String> labels,
    @Required CertDetails certDetails,
    Set<String> rpcCapabilities) {

  /** The block {@code cert_details}. */
  public record CertDetails(@Required(false) @Timestamp Double expiryTimestamp) {}
}
