package io.quong.plugins.datadog;

import io.quong.plugin.queue.QueueConfig;
import io.quong.schema.check.Host;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.DeprecatedField;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of datadog. */
public record DatadogConfig(
    @Default("\"localhost\"") @Referenceable @Check(Host.class) String host,
    @Default("8125") @Between(min = 0, max = 65535) Integer port,
    @Default("\"kong\"") String prefix,
    @Default("\"name\"") String serviceNameTag,
    @Default("\"status\"") String statusTag,
    @Default("\"consumer\"") String consumerTag,
    @DeprecatedField(oldDefault = "10") Integer retryCount,
    @DeprecatedField(oldDefault = "1") Integer queueSize,
    @DeprecatedField(oldDefault = "2") Double flushTimeout,
    @Required QueueConfig queue,
    @Required
        @Default(
            "[{\"name\": \"request_count\", \"stat_type\": \"counter\", \"sample_rate\": 1, \"tags\": [\"app:kong\"], \"consumer_identifier\": \"custom_id\"}, {\"name\": \"latency\", \"stat_type\": \"timer\", \"tags\": [\"app:kong\"], \"consumer_identifier\": \"custom_id\"}, {\"name\": \"request_size\", \"stat_type\": \"timer\", \"tags\": [\"app:kong\"], \"consumer_identifier\": \"custom_id\"}, {\"name\": \"response_size\", \"stat_type\": \"timer\", \"tags\": [\"app:kong\"], \"consumer_identifier\": \"custom_id\"}, {\"name\": \"upstream_latency\", \"stat_type\": \"timer\", \"tags\": [\"app:kong\"], \"consumer_identifier\": \"custom_id\"}, {\"name\": \"kong_latency\", \"stat_type\": \"timer\", \"tags\": [\"app:kong\"], \"consumer_identifier\": \"custom_id\"}]")
        List<Metrics> metrics) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "DatadogConfig";
  }

  /** The block {@code metrics}. */
  @Conditional(
      ifField = "stat_type",
      ifMatch = @Condition(oneOf = {"counter", "gauge"}),
      thenField = "sample_rate",
      thenMatch = @Condition(required = true))
  public record Metrics(
      @Required
          @OneOf({
            "kong_latency",
            "latency",
            "request_count",
            "request_size",
            "response_size",
            "upstream_latency"
          })
          String name,
      @Required @OneOf({"counter", "gauge", "histogram", "meter", "set", "timer", "distribution"})
          String statType,
      List<@Match(@Match.Pattern("^.*[^:]$")) String> tags,
      @Between(min = 0, max = 1) Double sampleRate,
      @OneOf({"consumer_id", "custom_id", "username"}) String consumerIdentifier) {}
}
