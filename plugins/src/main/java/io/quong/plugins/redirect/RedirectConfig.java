package io.quong.plugins.redirect;

import io.quong.plugin.rule.UrlText;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/** The configuration of redirect. */
public record RedirectConfig(
    @Required @Default("301") @Between(min = 100, max = 599) Integer statusCode,
    @Required @Check(UrlText.class) String location,
    @Default("false") Boolean keepIncomingPath) {}
