package io.quong.plugins.grpcgateway;

import io.quong.schema.rule.Required;

/** The configuration of grpc-gateway. */
public record GrpcGatewayConfig(@Required(false) String proto) {}
