package io.quong.plugins.statsd;

import io.quong.plugin.sink.RequestFigures;
import java.util.List;

/** Turns a request into lines of StatsD: which metrics, under which names, with which tags. */
final class MetricLines {
  private final StatsdConfig config;
  private final String prefix;
  private final String node;
  private final TagStyle style;
  private final MemoryGauges memory;

  MetricLines(StatsdConfig config, String host, MemoryGauges memory) {
    this.config = config;
    this.memory = memory;
    this.style = TagStyle.of(config.tagStyle());
    this.node = host;
    String own = config.prefix() == null ? "" : config.prefix();
    boolean named = Boolean.TRUE.equals(config.hostnameInPrefix()) && style == null;
    this.prefix = named ? own + ".node." + dotless(host) : own;
  }

  private static String dotless(String text) {
    return text.replace('.', '_');
  }

  void add(RequestFigures figures, List<String> lines) {
    if (config.metrics() == null) {
      return;
    }
    for (StatsdConfig.Metrics metric : config.metrics()) {
      if (metric.name().equals("shdict_usage")) {
        memory(metric, lines);
      } else if (style == null) {
        plain(metric, figures, lines);
      } else {
        tagged(metric, figures, lines);
      }
    }
  }

  private void plain(StatsdConfig.Metrics metric, RequestFigures figures, List<String> lines) {
    String value = figures.value(metric.name());
    String consumer = figures.consumer(or(metric.consumerIdentifier(), consumerDefault()));
    String status = figures.text("/response/status");
    String name =
        switch (metric.name()) {
          case "request_count" -> "request.count";
          case "request_size" -> "request.size";
          case "response_size" -> "response.size";
          case "status_count" -> "status." + status;
          case "unique_users" -> consumer == null ? null : "user.uniques";
          case "request_per_user" ->
              consumer == null ? null : "user." + consumer + ".request.count";
          case "status_count_per_user" ->
              consumer == null ? null : "user." + consumer + ".status." + status;
          case "status_count_per_workspace" ->
              "workspace." + workspace(metric, figures) + ".status." + status;
          case "status_count_per_user_per_route" -> perRoute(figures, consumer, status);
          default -> metric.name();
        };
    if (name == null || unknown(metric, value)) {
      return;
    }
    String stat =
        metric.name().equals("status_count_per_user_per_route")
            ? name
            : scope(metric, figures) + "." + name;
    if (metric.name().equals("unique_users")) {
      value = consumer;
    }
    lines.add(line(stat, value == null ? "1" : value, metric, ""));
  }

  private static String perRoute(RequestFigures figures, String consumer, String status) {
    String route = figures.text("/route/id");
    return consumer == null || route == null
        ? null
        : "route." + route + ".user." + consumer + ".status." + status;
  }

  /** Nothing was asked upstream. */
  private static boolean unknown(StatsdConfig.Metrics metric, String value) {
    return metric.name().equals("upstream_latency") && value.startsWith("-");
  }

  private void tagged(StatsdConfig.Metrics metric, RequestFigures figures, List<String> lines) {
    String value = figures.value(metric.name());
    if (value == null || unknown(metric, value)) {
      return;
    }
    String stat =
        metric.name().startsWith("request_") || metric.name().startsWith("response_")
            ? metric.name().replace('_', '.')
            : metric.name();
    lines.add(line(stat, value, metric, figures.hasService() ? tags(metric, figures) : ""));
  }

  private String tags(StatsdConfig.Metrics metric, RequestFigures figures) {
    StringBuilder tags = new StringBuilder();
    style.add(tags, "service", service(metric, figures));
    String route = figures.text("/route/name");
    style.add(tags, "route", route != null ? route : figures.text("/route/id"));
    style.add(tags, "workspace", workspace(metric, figures));
    style.add(
        tags, "consumer", figures.consumer(or(metric.consumerIdentifier(), consumerDefault())));
    style.add(tags, "node", node);
    style.add(tags, "status", figures.text("/response/status"));
    return tags.toString();
  }

  private String scope(StatsdConfig.Metrics metric, RequestFigures figures) {
    if (!figures.hasService()) {
      return "global.unmatched";
    }
    String service = service(metric, figures);
    return "service." + (service == null ? "unnamed" : dotless(service));
  }

  private String service(StatsdConfig.Metrics metric, RequestFigures figures) {
    return switch (or(
        metric.serviceIdentifier(),
        or(config.serviceIdentifierDefault(), "service_name_or_host"))) {
      case "service_id" -> figures.text("/service/id");
      case "service_name" -> figures.text("/service/name");
      case "service_host" -> figures.text("/service/host");
      default -> figures.serviceNameOrHost();
    };
  }

  private String workspace(StatsdConfig.Metrics metric, RequestFigures figures) {
    String by =
        or(metric.workspaceIdentifier(), or(config.workspaceIdentifierDefault(), "workspace_id"));
    return figures.text(by.equals("workspace_name") ? "/workspace_name" : "/workspace");
  }

  private String consumerDefault() {
    return or(config.consumerIdentifierDefault(), "custom_id");
  }

  private static String or(String value, String absent) {
    return value == null ? absent : value;
  }

  private void memory(StatsdConfig.Metrics metric, List<String> lines) {
    long[] figures = memory.due();
    if (figures == null) {
      return;
    }
    if (style != null) {
      StringBuilder tags = new StringBuilder();
      style.add(tags, "node", node);
      style.add(tags, "shdict", MemoryGauges.NAME);
      lines.add(line("shdict.free_space", Long.toString(figures[0]), metric, tags.toString()));
      lines.add(line("shdict.capacity", Long.toString(figures[1]), metric, tags.toString()));
      return;
    }
    String under =
        (Boolean.TRUE.equals(config.hostnameInPrefix()) ? "" : "node." + dotless(node) + ".")
            + "shdict."
            + MemoryGauges.NAME;
    lines.add(line(under + ".free_space", Long.toString(figures[0]), metric, ""));
    lines.add(line(under + ".capacity", Long.toString(figures[1]), metric, ""));
  }

  private String line(String stat, String value, StatsdConfig.Metrics metric, String tags) {
    String rest =
        value
            + "|"
            + RequestFigures.kind(metric.statType())
            + RequestFigures.rate(metric.sampleRate());
    String name = prefix + "." + stat;
    return tags.isEmpty() ? name + ":" + rest : style.line(name, rest, tags);
  }
}
