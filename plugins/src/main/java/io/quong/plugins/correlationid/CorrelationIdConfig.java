package io.quong.plugins.correlationid;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;

/** The configuration of correlation-id. */
public record CorrelationIdConfig(
    @Default("\"Kong-Request-ID\"") String headerName,
    @Required @Default("\"uuid#counter\"") @OneOf({"uuid", "uuid#counter", "tracker"})
        String generator,
    @Required @Default("false") Boolean echoDownstream) {}
