package io.quong.dataplane.runtime;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A certificate to serve to clients. The same object as long as the entity does not change, so that
 * what a listener makes of it can be kept with it.
 *
 * @param id the entity's
 * @param main its chain and key
 * @param alternative a second pair with another kind of key, for clients that prefer it
 */
public record ServerCertificate(String id, Pair main, Optional<Pair> alternative) {
  /** A chain, the leaf first, and the leaf's key. */
  public record Pair(List<X509Certificate> chain, PrivateKey key) {
    @Override
    public String toString() {
      return chain.isEmpty() ? "no chain" : chain.get(0).getSubjectX500Principal().getName();
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
