package io.quong.acceptance.cluster;

import io.quong.cluster.ClusterTrust;
import io.quong.cluster.SharedSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets and certificates of these tests. */
final class Trusts {
  private Trusts() {}

  static final ClusterTrust LOOPBACK =
      ClusterTrust.loopback(new SharedSecret("a secret of this test"));

  static String pem(String name) {
    try {
      return Files.readString(Path.of("conformance/keys").resolve(name + ".pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ClusterTrust shared(String pair) {
    return ClusterTrust.shared(pem(pair + "-cert"), pem(pair + "-key"));
  }
}
