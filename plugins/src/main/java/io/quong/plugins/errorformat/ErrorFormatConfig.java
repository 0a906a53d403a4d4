package io.quong.plugins.errorformat;

import io.quong.plugin.template.TemplateSource;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;
import java.util.Set;

/**
 * The configuration of error-format.
 *
 * @param format {@code kong} changes nothing; {@code article} is {@code {"error":…,"message":…}}
 *     for failures of the gateway and its upstreams; {@code problem} is RFC 9457; {@code template}
 *     takes the first of {@code templates} that is for the status
 */
public record ErrorFormatConfig(
    @Required @Default("\"kong\"") @OneOf({"kong", "article", "problem", "template"}) String format,
    @Required @Default("[]") List<Body> templates) {
  /**
   * A body for some statuses.
   *
   * @param statuses such as 404, or 5xx for all of them
   * @param body a template that sees {@code status}, {@code reason}, {@code message}, {@code
   *     method}, {@code path}, {@code request_id}, {@code route} and {@code service}; a text goes
   *     out as it is, all else as JSON
   */
  public record Body(
      @Required @Length(min = 1)
          Set<@Match(@Match.Pattern("^[45]([0-9][0-9]|xx)$")) String> statuses,
      @Required @Check(TemplateSource.class) String body,
      @Required @Default("\"application/json; charset=utf-8\"") String contentType) {}
}
