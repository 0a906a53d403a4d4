package io.quong.schema.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.pem.PemText;
import java.security.GeneralSecurityException;

/** Whether the certificate and the key of two fields belong together. */
final class Pairs {
  private Pairs() {}

  /** True also when one of them is missing: others refuse that. */
  static boolean matches(ObjectNode whole, String certificate, String key) {
    String cert = whole.path(certificate).asText(null);
    String secret = whole.path(key).asText(null);
    if (cert == null || secret == null) {
      return true;
    }
    try {
      return KeyPairs.match(
          PemText.certificates(cert).get(0).getPublicKey(), PemText.privateKey(secret));
    } catch (GeneralSecurityException unreadable) {
      return false;
    }
  }
}
