package io.quong.plugins.cors;

import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of cors. */
public record CorsConfig(
    List<@Check(OriginCheck.class) String> origins,
    List<String> headers,
    List<String> exposedHeaders,
    @Default(
            "[\"GET\",\"HEAD\",\"PUT\",\"PATCH\",\"POST\",\"DELETE\",\"OPTIONS\",\"TRACE\",\"CONNECT\"]")
        List<
                @OneOf({
                  "GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "TRACE", "CONNECT"
                })
                String>
            methods,
    Double maxAge,
    @Required @Default("false") Boolean credentials,
    @Required @Default("false") Boolean privateNetwork,
    @Required @Default("false") Boolean preflightContinue) {}
