package io.quong.plugins.grpcgateway;

import io.quong.plugin.ConfigurationOnly;
import io.quong.schema.rule.Required;

/** The configuration of grpc-gateway. */
@ConfigurationOnly(
    name = "grpc-gateway",
    priority = 998,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public record GrpcGatewayConfig(@Required(false) String proto) {}
