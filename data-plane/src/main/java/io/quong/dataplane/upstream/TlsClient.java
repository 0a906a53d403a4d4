package io.quong.dataplane.upstream;

import io.netty.handler.ssl.SslContext;

/**
 * How a node speaks TLS to an upstream. Two services with equal settings share one object, so that
 * its identity tells whether a pooled connection fits.
 *
 * @param context trust and the client certificate
 * @param verify whether chain and name are checked
 */
public record TlsClient(SslContext context, boolean verify) {
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
