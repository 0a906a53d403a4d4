package io.quong.plugins.grpcweb;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/** The configuration of grpc-web. */
public record GrpcWebConfig(
    @Required(false) String proto,
    @Required(false) Boolean passStrippedPath,
    @Required(false) @Default("\"*\"") String allowOriginHeader) {}
