package io.quong.entity;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.CookieName;
import io.quong.schema.check.HashingCouple;
import io.quong.schema.check.HeaderName;
import io.quong.schema.check.HostWithPort;
import io.quong.schema.check.Sni;
import io.quong.schema.check.Tag;
import io.quong.schema.check.UpstreamName;
import io.quong.schema.check.UrlPath;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.DefaultsOfFields;
import io.quong.schema.rule.Distinct;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.StartsWith;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.TranslatedBy;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A virtual host name that balances over targets. */
@Resource(kind = "upstreams", path = "upstreams", endpointKey = "name")
@TranslatedBy(HashingCouple.class)
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^header$"),
    thenField = "hash_on_header",
    thenMatch = @Condition(required = true))
@Conditional(
    ifField = "hash_fallback",
    ifMatch = @Condition(match = "^header$"),
    thenField = "hash_fallback_header",
    thenMatch = @Condition(required = true))
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^cookie$"),
    thenField = "hash_on_cookie",
    thenMatch = @Condition(required = true))
@Conditional(
    ifField = "hash_fallback",
    ifMatch = @Condition(match = "^cookie$"),
    thenField = "hash_on_cookie",
    thenMatch = @Condition(required = true))
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^none$"),
    thenField = "hash_fallback",
    thenMatch = @Condition(oneOf = {"none"}))
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^cookie$"),
    thenField = "hash_fallback",
    thenMatch = @Condition(oneOf = {"none"}))
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^consumer$"),
    thenField = "hash_fallback",
    thenMatch =
        @Condition(oneOf = {"none", "ip", "header", "cookie", "path", "query_arg", "uri_capture"}))
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^ip$"),
    thenField = "hash_fallback",
    thenMatch =
        @Condition(
            oneOf = {"none", "consumer", "header", "cookie", "path", "query_arg", "uri_capture"}))
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^path$"),
    thenField = "hash_fallback",
    thenMatch =
        @Condition(
            oneOf = {"none", "consumer", "header", "cookie", "query_arg", "ip", "uri_capture"}))
@Distinct({"hash_on_header", "hash_fallback_header"})
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^query_arg$"),
    thenField = "hash_on_query_arg",
    thenMatch = @Condition(required = true),
    order = 1)
@Conditional(
    ifField = "hash_fallback",
    ifMatch = @Condition(match = "^query_arg$"),
    thenField = "hash_fallback_query_arg",
    thenMatch = @Condition(required = true),
    order = 1)
@Distinct(
    value = {"hash_on_query_arg", "hash_fallback_query_arg"},
    order = 1)
@Conditional(
    ifField = "hash_on",
    ifMatch = @Condition(match = "^uri_capture$"),
    thenField = "hash_on_uri_capture",
    thenMatch = @Condition(required = true),
    order = 2)
@Conditional(
    ifField = "hash_fallback",
    ifMatch = @Condition(match = "^uri_capture$"),
    thenField = "hash_fallback_uri_capture",
    thenMatch = @Condition(required = true),
    order = 2)
@Distinct(
    value = {"hash_on_uri_capture", "hash_fallback_uri_capture"},
    order = 2)
public record Upstream(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Required @Unique @Check(UpstreamName.class) String name,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Default("\"round-robin\"")
        @OneOf({"consistent-hashing", "least-connections", "round-robin", "latency"})
        String algorithm,
    @Default("\"none\"")
        @OneOf({"none", "consumer", "ip", "header", "cookie", "path", "query_arg", "uri_capture"})
        String hashOn,
    @Default("\"none\"")
        @OneOf({"none", "consumer", "ip", "header", "cookie", "path", "query_arg", "uri_capture"})
        String hashFallback,
    @Check(HeaderName.class) String hashOnHeader,
    @Check(HeaderName.class) String hashFallbackHeader,
    @Check(CookieName.class) String hashOnCookie,
    @Default("\"/\"")
        @StartsWith("/")
        @Match(
            value = @Match.Pattern(value = "//", error = "must not have empty segments"),
            mode = Match.Mode.NONE)
        @Check(UrlPath.class)
        String hashOnCookiePath,
    String hashOnQueryArg,
    String hashFallbackQueryArg,
    String hashOnUriCapture,
    String hashFallbackUriCapture,
    @Default("10000") @Between(min = 10, max = 65536) Integer slots,
    @Required @DefaultsOfFields(except = "threshold") Healthchecks healthchecks,
    Set<@Check(Tag.class) String> tags,
    @Check(HostWithPort.class) String hostHeader,
    @Reference("certificates") Ref clientCertificate,
    @Default("false") Boolean useSrvName) {

  /** How the health of targets is found out. */
  public record Healthchecks(
      @Required @DefaultsOfFields Active active,
      @Required @DefaultsOfFields Passive passive,
      @Default("0") @Between(min = 0, max = 100) Double threshold) {}

  /** What probes tell. */
  public record Active(
      @Default("10") @Between(min = 1, max = 2147483648L) Integer concurrency,
      @Required(false) Map<@Check(HeaderName.class) String, List<String>> headers,
      @Required @DefaultsOfFields ActiveHealthy healthy,
      @Default("\"/\"")
          @StartsWith("/")
          @Match(
              value = @Match.Pattern(value = "//", error = "must not have empty segments"),
              mode = Match.Mode.NONE)
          @Check(UrlPath.class)
          String httpPath,
      @Required(false) @Check(Sni.class) String httpsSni,
      @Required @Default("true") Boolean httpsVerifyCertificate,
      @Default("1") @Between(min = 0, max = 65535) Double timeout,
      @Default("\"http\"") @OneOf({"tcp", "http", "https", "grpc", "grpcs"}) String type,
      @Required @DefaultsOfFields ActiveUnhealthy unhealthy) {}

  /** When probes make a target healthy. */
  public record ActiveHealthy(
      @Default("[200, 302]") List<@Between(min = 100, max = 999) Integer> httpStatuses,
      @Default("0") @Between(min = 0, max = 65535) Double interval,
      @Default("0") @Between(min = 0, max = 255) Integer successes) {}

  /** When probes make a target unhealthy. */
  public record ActiveUnhealthy(
      @Default("0") @Between(min = 0, max = 255) Integer httpFailures,
      @Default("[429, 404, 500, 501, 502, 503, 504, 505]")
          List<@Between(min = 100, max = 999) Integer> httpStatuses,
      @Default("0") @Between(min = 0, max = 65535) Double interval,
      @Default("0") @Between(min = 0, max = 255) Integer tcpFailures,
      @Default("0") @Between(min = 0, max = 255) Integer timeouts) {}

  /** What proxied requests tell. */
  public record Passive(
      @Required @DefaultsOfFields PassiveHealthy healthy,
      @Default("\"http\"") @OneOf({"tcp", "http", "https", "grpc", "grpcs"}) String type,
      @Required @DefaultsOfFields PassiveUnhealthy unhealthy) {}

  /** When proxied requests make a target healthy. */
  public record PassiveHealthy(
      @Default(
              "[200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308]")
          List<@Between(min = 100, max = 999) Integer> httpStatuses,
      @Default("0") @Between(min = 0, max = 255) Integer successes) {}

  /** When proxied requests make a target unhealthy. */
  public record PassiveUnhealthy(
      @Default("0") @Between(min = 0, max = 255) Integer httpFailures,
      @Default("[429, 500, 503]") List<@Between(min = 100, max = 999) Integer> httpStatuses,
      @Default("0") @Between(min = 0, max = 255) Integer tcpFailures,
      @Default("0") @Between(min = 0, max = 255) Integer timeouts) {}
}
