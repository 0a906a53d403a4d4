package io.quong.schema.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.pem.PemText;
import io.quong.schema.rule.WholeCheck;
import java.security.cert.CertificateException;

/** The second certificate is for clients that do not know the first certificate's kind of key. */
public final class CertificatesOfDifferentTypes implements WholeCheck {
  @Override
  public String refuse(ObjectNode whole) {
    String one = whole.path("cert").asText(null);
    String other = whole.path("cert_alt").asText(null);
    if (one == null || other == null) {
      return null;
    }
    try {
      return family(one).equals(family(other))
          ? "certificate and alternative certificate need to have different type (e.g. RSA and"
              + " ECDSA), the provided certificates were both of the same type"
          : null;
    } catch (CertificateException unreadable) {
      return null;
    }
  }

  private static String family(String pem) throws CertificateException {
    return KeyPairs.family(PemText.certificates(pem).get(0).getPublicKey());
  }
}
