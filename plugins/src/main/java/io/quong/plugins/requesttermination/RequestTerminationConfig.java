package io.quong.plugins.requesttermination;

import io.quong.schema.check.HeaderName;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/** The configuration of request-termination. */
@Check(FittingAnswer.class)
public record RequestTerminationConfig(
    @Required @Default("503") @Between(min = 100, max = 599) Integer statusCode,
    String message,
    String contentType,
    String body,
    @Required @Default("false") Boolean echo,
    @Check(HeaderName.class) String trigger) {}
