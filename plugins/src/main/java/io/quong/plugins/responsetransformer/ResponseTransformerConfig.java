package io.quong.plugins.responsetransformer;

import io.quong.plugin.rule.HeaderPair;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of response-transformer. */
public record ResponseTransformerConfig(
    @Required Remove remove,
    @Required Rename rename,
    @Required Values replace,
    @Required Values add,
    @Required Values append) {

  /** Names to take out. */
  public record Remove(
      @Required @Default("[]") List<String> json, @Required @Default("[]") List<String> headers) {}

  /** Entries {@code old:new}. */
  public record Rename(
      @Required @Default("[]") List<@Match(@Match.Pattern("^[^:]+:.*$")) String> json,
      @Required @Default("[]")
          List<@Match(@Match.Pattern("^[^:]+:.*$")) @Check(HeaderPair.class) String> headers) {}

  /** Entries {@code name:value}, with the JSON type of the value at the same place. */
  public record Values(
      @Required @Default("[]") List<@Match(@Match.Pattern("^[^:]+:.*$")) String> json,
      @Required @Default("[]") List<@OneOf({"boolean", "number", "string"}) String> jsonTypes,
      @Required @Default("[]") List<@Match(@Match.Pattern("^[^:]+:.*$")) String> headers) {}
}
