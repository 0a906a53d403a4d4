package io.quong.plugins.basicauth;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/** The configuration of basic-auth. */
public record BasicAuthConfig(
    String anonymous,
    @Required @Default("false") Boolean hideCredentials,
    @Required @Default("\"service\"") String realm) {}
