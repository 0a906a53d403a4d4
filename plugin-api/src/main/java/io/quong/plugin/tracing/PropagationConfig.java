package io.quong.plugin.tracing;

import io.quong.schema.check.HeaderName;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** Kong's {@code propagation} block, as the plugins that trace have it. */
public record PropagationConfig(
    List<@OneOf({"aws", "b3", "datadog", "gcp", "jaeger", "ot", "w3c"}) String> extract,
    List<@Check(HeaderName.class) String> clear,
    List<
            @OneOf({"preserve", "aws", "b3", "b3-single", "datadog", "gcp", "jaeger", "ot", "w3c"})
            String>
        inject,
    @Required @OneOf({"aws", "b3", "b3-single", "datadog", "gcp", "jaeger", "ot", "w3c"})
        String defaultFormat) {}
