package io.quong.plugins.keyauth;

import io.quong.plugin.rule.HeaderName;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of key-auth. */
public record KeyAuthConfig(
    @Required @Default("[\"apikey\"]") List<@Check(HeaderName.class) String> keyNames,
    @Required @Default("false") Boolean hideCredentials,
    String anonymous,
    @Required @Default("true") Boolean keyInHeader,
    @Required @Default("true") Boolean keyInQuery,
    @Required @Default("false") Boolean keyInBody,
    @Required @Default("true") Boolean runOnPreflight,
    @Required(false) String realm) {}
