package io.quong.plugins.opentelemetry;

import io.quong.plugin.queue.QueueConfig;
import io.quong.plugin.rule.UrlText;
import io.quong.plugin.tracing.PropagationConfig;
import io.quong.schema.check.HeaderName;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.DeprecatedField;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Shorthand;
import java.util.Map;

/** The configuration of opentelemetry. */
@AtLeastOneOf({"traces_endpoint", "logs_endpoint"})
@Shorthand(name = "endpoint", type = String.class, mapsTo = "traces_endpoint", echoed = false)
public record OpentelemetryConfig(
    @Referenceable @Check(UrlText.class) String tracesEndpoint,
    @Referenceable @Check(UrlText.class) String logsEndpoint,
    Map<@Check(HeaderName.class) String, @Referenceable String> headers,
    @Check(AttributeValues.class) Map<String, String> resourceAttributes,
    @Required @Default("{\"max_batch_size\": 200}") QueueConfig queue,
    @DeprecatedField(oldDefault = "200") Integer batchSpanCount,
    @DeprecatedField(oldDefault = "3") Integer batchFlushDelay,
    @Default("1000") @Between(min = 0, max = 2147483646) Integer connectTimeout,
    @Default("5000") @Between(min = 0, max = 2147483646) Integer sendTimeout,
    @Default("5000") @Between(min = 0, max = 2147483646) Integer readTimeout,
    String httpResponseHeaderForTraceid,
    @Required(false)
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
          "gcp",
          "datadog"
        })
        @DeprecatedField(oldDefault = "\"preserve\"")
        String headerType,
    @Required(false) @Between(min = 0, max = 1) Double samplingRate,
    @Required @Default("{\"default_format\": \"w3c\"}") PropagationConfig propagation) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "OpentelemetryConfig";
  }
}
