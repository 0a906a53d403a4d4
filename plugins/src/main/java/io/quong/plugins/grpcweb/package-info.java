/** Kong's grpc-web. */
package io.quong.plugins.grpcweb;
