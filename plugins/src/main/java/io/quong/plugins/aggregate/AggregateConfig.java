package io.quong.plugins.aggregate;

import io.quong.plugin.rule.UrlText;
import io.quong.plugin.template.TemplateSource;
import io.quong.plugin.template.TextTemplateSource;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Keys;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.Required;
import java.util.List;
import java.util.Map;

/**
 * The configuration of aggregate. Templates see {@code request} and, by its name, the answer of
 * each call that has ended.
 *
 * @param calls those without {@code after} begin at once, side by side
 * @param allowIf looked at when all calls have ended; a result that is not true is a 403
 * @param response makes the answer of the calls'
 * @param meta under which name the answer tells what was not available; null: it does not
 */
public record AggregateConfig(
    @Required @Length(min = 1, max = 20) @Check(CallsCheck.class) List<Call> calls,
    @Check(TemplateSource.class) String allowIf,
    @Required @Check(TemplateSource.class) String response,
    @Default("\"_meta\"") String meta) {
  /**
   * One call.
   *
   * @param name by which templates know its answer
   * @param service name or id of a service: its balancer, time-outs, retries and circuit breaker
   *     apply
   * @param url in place of a service
   * @param path behind the service's or URL's own, with templates in <code>${…}</code>; null for
   *     that alone
   * @param headers sent beside the identity, trace and id headers of the request; with templates
   * @param body a template
   * @param after names of calls that must have ended before
   * @param when a template; when its result is not true the call is left out
   * @param each a template that lists values: the call is made once, for all of them, which stand
   *     under {@code each} without duplicates; without any the call is left out and its answer is
   *     an empty list
   * @param timeout milliseconds
   * @param required whether its failure fails the whole, unless it has a fallback
   * @param fallback a template for its answer when it fails
   */
  public record Call(
      @Required @Match(@Match.Pattern("^[A-Za-z][A-Za-z0-9_]*$")) String name,
      String service,
      @Check(UrlText.class) String url,
      @Required @Default("\"GET\"") @Match(@Match.Pattern("^[A-Z]+$")) String method,
      @Check(TextTemplateSource.class) String path,
      @Required @Default("{}") @Keys(HeaderKey.class)
          Map<String, @Check(TextTemplateSource.class) String> headers,
      @Check(TemplateSource.class) String body,
      @Required @Default("[]") List<String> after,
      @Check(TemplateSource.class) String when,
      @Check(TemplateSource.class) String each,
      @Required @Default("5000") @Between(min = 1, max = 600_000) Integer timeout,
      @Required @Default("false") Boolean required,
      @Check(TemplateSource.class) String fallback) {}

  /** The name of a header that a call may have. */
  record HeaderKey(@Check(CallHeader.class) String name) {}
}
