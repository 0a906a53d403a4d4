package io.quong.entity;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.HeaderName;
import io.quong.schema.check.HostWithWildcards;
import io.quong.schema.check.IpOrCidr;
import io.quong.schema.check.PathHandling;
import io.quong.schema.check.RouteExpressions;
import io.quong.schema.check.RouterPath;
import io.quong.schema.check.Tag;
import io.quong.schema.check.Utf8Name;
import io.quong.schema.check.WildcardHost;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.MutuallyExclusiveSubsets;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Subschemas;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Unlisted;
import io.quong.schema.rule.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What requests go to a service, or are answered by plugins alone. */
@Resource(kind = "routes", path = "routes", endpointKey = "name")
@Subschemas(
    key = "protocols",
    value = {HttpRoute.class, StreamRoute.class, GrpcRoute.class},
    error = "unknown type: %s")
@Conditional(
    ifField = "protocols",
    ifMatch = @Condition(elementsNotOneOf = {"grpcs", "https", "tls", "tls_passthrough"}),
    thenField = "snis",
    thenMatch = @Condition(length = 0),
    error =
        "'snis' can only be set when 'protocols' is 'grpcs', 'https', 'tls' or 'tls_passthrough'")
@EntityCheck(
    value = PathHandling.class,
    fields = {"path_handling"})
@EntityCheck(
    value = RouteExpressions.class,
    fields = {
      "id",
      "protocols",
      "snis",
      "sources",
      "destinations",
      "methods",
      "hosts",
      "paths",
      "headers",
      "expression",
      "regex_priority",
      "priority"
    },
    runsWithMissingFields = true)
public record Route(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Unique @Check(Utf8Name.class) String name,
    @Required
        @Default("[\"http\", \"https\"]")
        @Length(min = 1)
        @MutuallyExclusiveSubsets({
          @MutuallyExclusiveSubsets.Subset({"http", "https"}),
          @MutuallyExclusiveSubsets.Subset({"tcp", "tls", "udp"}),
          @MutuallyExclusiveSubsets.Subset({"tls_passthrough"}),
          @MutuallyExclusiveSubsets.Subset({"grpc", "grpcs"})
        })
        Set<
                @OneOf({"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
                String>
            protocols,
    @Required @Default("426") @OneOf({"426", "301", "302", "307", "308"})
        Integer httpsRedirectStatusCode,
    @Required @Default("true") Boolean stripPath,
    @Required @Default("false") Boolean preserveHost,
    @Required @Default("true") Boolean requestBuffering,
    @Required @Default("true") Boolean responseBuffering,
    Set<@Check(Tag.class) String> tags,
    @Reference("services") Ref service,
    Set<@Check(WildcardHost.class) String> snis,
    Set<Address> sources,
    Set<Address> destinations,
    Set<@Match(@Match.Pattern(value = "^[A-Z]+$", shown = "^%u+$")) String> methods,
    List<
            @Match(
                @Match.Pattern(
                    value = "^[^*]*\\*?[^*]*$",
                    shown = "^[^*]*%*?[^*]*$",
                    error = "invalid wildcard: must have at most one wildcard"))
            @Match(
                value = {
                  @Match.Pattern(value = "^\\*\\.", shown = "^%*%."),
                  @Match.Pattern(value = "\\.\\*$", shown = "%.%*$"),
                  @Match.Pattern("^[^*]*$")
                },
                mode = Match.Mode.ANY,
                error = "invalid wildcard: must be placed at leftmost or rightmost label")
            @Check(HostWithWildcards.class) String>
        hosts,
    List<
            @Match(
                value = @Match.Pattern(value = "//", error = "must not have empty segments"),
                mode = Match.Mode.NONE)
            @Match(
                value = {@Match.Pattern("^/"), @Match.Pattern("^~/")},
                mode = Match.Mode.ANY,
                error = "should start with: / (fixed path) or ~/ (regex path)")
            @Check(RouterPath.class) String>
        paths,
    Map<
            @Match(
                value =
                    @Match.Pattern(
                        value = "^[Hh][Oo][Ss][Tt]$",
                        error =
                            "cannot contain 'host' header, which must be specified in the 'hosts'"
                                + " attribute"),
                mode = Match.Mode.NONE)
            @Check(HeaderName.class) String,
            @Length(min = 1) List<String>>
        headers,
    @Default("0") Long regexPriority,
    @Default("\"v0\"") @OneOf({"v0", "v1"}) String pathHandling,
    @Unlisted String expression,
    @Unlisted Long priority) {

  /** One end of a stream: an address or a range, and a port. */
  @AtLeastOneOf({"ip", "port"})
  public record Address(
      @Check(IpOrCidr.class) String ip, @Between(min = 0, max = 65535) Integer port) {}
}
