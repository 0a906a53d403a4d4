package io.quong.plugins.statsd;

import io.quong.plugin.queue.QueueConfig;
import io.quong.schema.check.Host;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.DeprecatedField;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of statsd. */
public record StatsdConfig(
    @Default("\"localhost\"") @Check(Host.class) String host,
    @Default("8125") @Between(min = 0, max = 65535) Integer port,
    @Default("\"kong\"") String prefix,
    @Default(
            "[{\"name\": \"request_count\", \"stat_type\": \"counter\", \"sample_rate\": 1}, {\"name\": \"latency\", \"stat_type\": \"timer\"}, {\"name\": \"request_size\", \"stat_type\": \"counter\", \"sample_rate\": 1}, {\"name\": \"status_count\", \"stat_type\": \"counter\", \"sample_rate\": 1}, {\"name\": \"response_size\", \"stat_type\": \"counter\", \"sample_rate\": 1}, {\"name\": \"unique_users\", \"stat_type\": \"set\"}, {\"name\": \"request_per_user\", \"stat_type\": \"counter\", \"sample_rate\": 1}, {\"name\": \"upstream_latency\", \"stat_type\": \"timer\"}, {\"name\": \"kong_latency\", \"stat_type\": \"timer\"}, {\"name\": \"status_count_per_user\", \"stat_type\": \"counter\", \"sample_rate\": 1}, {\"name\": \"status_count_per_workspace\", \"stat_type\": \"counter\", \"sample_rate\": 1}, {\"name\": \"status_count_per_user_per_route\", \"stat_type\": \"counter\", \"sample_rate\": 1}, {\"name\": \"shdict_usage\", \"stat_type\": \"gauge\", \"sample_rate\": 1}]")
        List<Metrics> metrics,
    List<@Match(@Match.Pattern("^[0-9]+-[0-9]+$")) String> allowStatusCodes,
    @Default("0") @Between(min = 0, max = 65507) Double udpPacketSize,
    @Default("false") Boolean useTcp,
    @Default("false") Boolean hostnameInPrefix,
    @Required @Default("\"custom_id\"") @OneOf({"consumer_id", "custom_id", "username"})
        String consumerIdentifierDefault,
    @Required
        @Default("\"service_name_or_host\"")
        @OneOf({"service_id", "service_name", "service_host", "service_name_or_host"})
        String serviceIdentifierDefault,
    @Required @Default("\"workspace_id\"") @OneOf({"workspace_id", "workspace_name"})
        String workspaceIdentifierDefault,
    @DeprecatedField(oldDefault = "10") Integer retryCount,
    @DeprecatedField(oldDefault = "1") Integer queueSize,
    @DeprecatedField(oldDefault = "2") Double flushTimeout,
    @Required(false) @OneOf({"dogstatsd", "influxdb", "librato", "signalfx"}) String tagStyle,
    @Required QueueConfig queue) {
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
            "request_per_user",
            "request_size",
            "response_size",
            "status_count",
            "status_count_per_user",
            "unique_users",
            "upstream_latency",
            "status_count_per_workspace",
            "status_count_per_user_per_route",
            "shdict_usage"
          })
          String name,
      @Required @OneOf({"counter", "gauge", "histogram", "meter", "set", "timer"}) String statType,
      @GreaterThan(0) Double sampleRate,
      @OneOf({"consumer_id", "custom_id", "username"}) String consumerIdentifier,
      @OneOf({"service_id", "service_name", "service_host", "service_name_or_host"})
          String serviceIdentifier,
      @OneOf({"workspace_id", "workspace_name"}) String workspaceIdentifier) {}
}
