package io.quong.plugins.botdetection;

import io.quong.plugin.ConfigurationOnly;
import io.quong.plugin.GatewayPlugin;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Regex;
import java.util.List;

/** The configuration of bot-detection. */
@ConfigurationOnly(
    name = "bot-detection",
    priority = 2500,
    scopes = {GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE})
public record BotDetectionConfig(
    @Default("[]") List<@Regex String> allow, @Default("[]") List<@Regex String> deny) {}
