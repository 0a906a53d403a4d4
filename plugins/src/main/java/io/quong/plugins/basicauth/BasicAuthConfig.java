package io.quong.plugins.basicauth;

import io.quong.plugin.ConfigurationOnly;
import io.quong.plugin.GatewayPlugin;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/** The configuration of basic-auth. */
@ConfigurationOnly(
    name = "basic-auth",
    priority = 1100,
    scopes = {GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE})
public record BasicAuthConfig(
    String anonymous,
    @Required @Default("false") Boolean hideCredentials,
    @Required @Default("\"service\"") String realm) {}
