package io.quong.plugins.requestsizelimiting;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;

/** The configuration of request-size-limiting. */
public record RequestSizeLimitingConfig(
    @Default("128") Integer allowedPayloadSize,
    @Required @Default("\"megabytes\"") @OneOf({"megabytes", "kilobytes", "bytes"}) String sizeUnit,
    @Required @Default("false") Boolean requireContentLength) {}
