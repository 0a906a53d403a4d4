package io.quong.plugins.grpcweb;

import io.quong.plugin.ConfigurationOnly;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/** The configuration of grpc-web. */
@ConfigurationOnly(
    name = "grpc-web",
    priority = 3,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public record GrpcWebConfig(
    @Required(false) String proto,
    @Required(false) Boolean passStrippedPath,
    @Required(false) @Default("\"*\"") String allowOriginHeader) {}
