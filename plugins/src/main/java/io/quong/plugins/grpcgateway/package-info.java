/** Kong's grpc-gateway: its configuration. */
package io.quong.plugins.grpcgateway;
