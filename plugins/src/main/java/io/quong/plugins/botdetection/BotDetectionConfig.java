package io.quong.plugins.botdetection;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.Regex;
import java.util.List;

/** The configuration of bot-detection. */
public record BotDetectionConfig(
    @Default("[]") List<@Regex String> allow, @Default("[]") List<@Regex String> deny) {}
