/** Kong's grpc-gateway. */
package io.quong.plugins.grpcgateway;
