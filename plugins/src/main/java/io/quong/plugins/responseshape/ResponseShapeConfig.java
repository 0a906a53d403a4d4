package io.quong.plugins.responseshape;

import io.quong.plugin.template.TemplateSource;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Regex;
import io.quong.schema.rule.Required;
import java.util.List;
import java.util.Map;

/**
 * The configuration of response-shape.
 *
 * @param variants the first that applies to a request shapes its answer
 * @param byDefault for requests that none of them applies to; null leaves their answers alone
 */
public record ResponseShapeConfig(
    @Required @Default("[]") List<Variant> variants,
    @io.quong.schema.rule.Wire("default") @Required(false) Shape byDefault) {
  /** A shape for some requests. */
  public record Variant(
      @Required When when,
      @Check(TemplateSource.class) String shape,
      @Required @Default("{}") Map<String, String> headers) {}

  /**
   * What is done to an answer.
   *
   * @param shape a template over the answer's JSON, which sees the request as {@code $request};
   *     null leaves the body
   * @param headers set on the answer
   */
  public record Shape(
      @Check(TemplateSource.class) String shape, @Required(false) Map<String, String> headers) {}

  /**
   * Which requests: those that have all that is given.
   *
   * @param header a header's name
   * @param query an argument's name
   * @param value of either; null for any
   * @param userAgent found in the User-Agent
   */
  public record When(String header, String query, String value, @Regex String userAgent) {}
}
