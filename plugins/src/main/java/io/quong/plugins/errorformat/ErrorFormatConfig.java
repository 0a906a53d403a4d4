package io.quong.plugins.errorformat;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;

/**
 * The configuration of error-format.
 *
 * @param format {@code kong} changes nothing; {@code article} is {@code {"error":…,"message":…}}
 *     for failures of the gateway and its upstreams; {@code problem} is RFC 9457
 */
public record ErrorFormatConfig(
    @Required @Default("\"kong\"") @OneOf({"kong", "article", "problem"}) String format) {}
