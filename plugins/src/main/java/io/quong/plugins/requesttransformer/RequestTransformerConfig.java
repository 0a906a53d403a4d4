package io.quong.plugins.requesttransformer;

import io.quong.plugin.rule.HeaderEntry;
import io.quong.plugin.rule.HeaderPair;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of request-transformer. */
public record RequestTransformerConfig(
    @Match(@Match.Pattern("^[A-Z]+$")) String httpMethod,
    @Required Remove remove,
    @Required Rename rename,
    @Required Replace replace,
    @Required Values add,
    @Required Values append) {

  /** Names to take out. */
  public record Remove(
      @Required @Default("[]") List<String> body,
      @Required @Default("[]") List<@Check(HeaderEntry.class) String> headers,
      @Required @Default("[]") List<String> querystring) {}

  /** Entries {@code old:new}. */
  public record Rename(
      @Required @Default("[]") List<@Check(TemplateEntry.class) String> body,
      @Required @Default("[]")
          List<@Match(@Match.Pattern("^[^:]+:.*$")) @Check(HeaderPair.class) String> headers,
      @Required @Default("[]") List<@Check(TemplateEntry.class) String> querystring) {}

  /** Entries {@code name:value}, and the path. */
  public record Replace(
      @Required @Default("[]") List<@Check(TemplateEntry.class) String> body,
      @Required @Default("[]")
          List<@Match(@Match.Pattern("^[^:]+:.*$")) @Check(HeaderEntry.class) String> headers,
      @Required @Default("[]") List<@Check(TemplateEntry.class) String> querystring,
      String uri) {}

  /** Entries {@code name:value}. */
  public record Values(
      @Required @Default("[]") List<@Check(TemplateEntry.class) String> body,
      @Required @Default("[]")
          List<@Match(@Match.Pattern("^[^:]+:.*$")) @Check(HeaderEntry.class) String> headers,
      @Required @Default("[]") List<@Check(TemplateEntry.class) String> querystring) {}
}
