/** Kong's grpc-web: its configuration. */
package io.quong.plugins.grpcweb;
