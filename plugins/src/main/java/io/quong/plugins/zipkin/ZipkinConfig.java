package io.quong.plugins.zipkin;

import io.quong.plugin.queue.QueueConfig;
import io.quong.plugin.rule.UrlText;
import io.quong.plugin.tracing.PropagationConfig;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.DeprecatedField;
import io.quong.schema.rule.NotOneOf;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of zipkin. */
public record ZipkinConfig(
    @Required @Default("\"kong\"") String localServiceName,
    @Check(UrlText.class) String httpEndpoint,
    @Default("0.001") @Between(min = 0, max = 1) Double sampleRatio,
    String defaultServiceName,
    @Required @Default("true") Boolean includeCredential,
    @Required @Default("16") @OneOf({"8", "16"}) Integer traceidByteCount,
    @Required
        @Default("\"preserve\"")
        @OneOf({
          "preserve",
          "ignore",
          "b3",
          "b3-single",
          "w3c",
          "jaeger",
          "ot",
          "aws",
          "datadog",
          "gcp"
        })
        @DeprecatedField(oldDefault = "\"preserve\"")
        String headerType,
    @Required
        @Default("\"b3\"")
        @OneOf({"b3", "b3-single", "w3c", "jaeger", "ot", "aws", "datadog", "gcp"})
        @DeprecatedField(oldDefault = "\"b3\"")
        String defaultHeaderType,
    @Required @Default("\"Zipkin-Tags\"") String tagsHeader,
    @Check(DistinctTagNames.class) List<StaticTags> staticTags,
    @Required @Default("\"method\"") @OneOf({"method", "method_path"}) String httpSpanName,
    @Default("2000") @Between(min = 0, max = 2147483646) Integer connectTimeout,
    @Default("5000") @Between(min = 0, max = 2147483646) Integer sendTimeout,
    @Default("5000") @Between(min = 0, max = 2147483646) Integer readTimeout,
    String httpResponseHeaderForTraceid,
    @Required @Default("\"annotations\"") @OneOf({"annotations", "tags"})
        String phaseDurationFlavor,
    @Required QueueConfig queue,
    @Required @Default("{\"default_format\": \"b3\"}") PropagationConfig propagation) {
  /** The block {@code static_tags}. */
  public record StaticTags(
      @Required
          @NotOneOf({
            "error",
            "http.method",
            "http.path",
            "http.status_code",
            "kong.balancer.state",
            "kong.balancer.try",
            "kong.consumer",
            "kong.credential",
            "kong.node.id",
            "kong.route",
            "kong.service",
            "lc",
            "peer.hostname"
          })
          String name,
      @Required String value) {}
}
