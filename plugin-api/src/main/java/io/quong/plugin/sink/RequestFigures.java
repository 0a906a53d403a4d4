package io.quong.plugin.sink;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the StatsD plugins send of a request, out of its log entry: so that what another plugin took
 * out of the entry is not told here either.
 */
public final class RequestFigures {
  private final JsonNode entry;

  public RequestFigures(JsonNode entry) {
    this.entry = entry;
  }

  /**
   * The value of a metric of both plugins, as it is written; null for one that they do not share.
   */
  public String value(String metric) {
    return switch (metric) {
      case "request_count" -> "1";
      case "latency" -> number("/latencies/request");
      case "request_size" -> number("/request/size");
      case "response_size" -> number("/response/size");
      case "upstream_latency" -> number("/latencies/proxy");
      case "kong_latency" -> number("/latencies/kong");
      default -> null;
    };
  }

  private String number(String pointer) {
    JsonNode value = entry.at(pointer);
    return value.isNumber() ? value.asText() : "0";
  }

  /** The text at a JSON pointer, or null. */
  public String text(String pointer) {
    JsonNode value = entry.at(pointer);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** Whether there is a service. */
  public boolean hasService() {
    return !entry.path("service").isMissingNode();
  }

  /**
   * The consumer by one of {@code consumer_id}, {@code custom_id}, {@code username}; null when it
   * has none.
   */
  public String consumer(String identifier) {
    return identifier == null
        ? null
        : text("/consumer/" + (identifier.equals("consumer_id") ? "id" : identifier));
  }

  /** The service's name, or its host; null without a service. */
  public String serviceNameOrHost() {
    String name = text("/service/name");
    return name != null ? name : text("/service/host");
  }

  /** The letters that stand for a kind of metric on the wire. */
  public static String kind(String statType) {
    return switch (statType) {
      case "counter" -> "c";
      case "gauge" -> "g";
      case "timer" -> "ms";
      case "histogram" -> "h";
      case "meter" -> "m";
      case "distribution" -> "d";
      default -> "s";
    };
  }

  /** {@code |@0.5}; nothing for one, and for none. */
  public static String rate(Double sampleRate) {
    if (sampleRate == null || sampleRate == 1) {
      return "";
    }
    boolean whole = sampleRate == Math.rint(sampleRate);
    return "|@" + (whole ? Long.toString(Math.round(sampleRate)) : sampleRate.toString());
  }
}
