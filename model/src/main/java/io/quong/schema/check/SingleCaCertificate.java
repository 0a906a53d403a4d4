package io.quong.schema.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.pem.PemText;
import io.quong.schema.rule.WholeCheck;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;

/** One certificate, of an authority, that has not expired. */
public final class SingleCaCertificate implements WholeCheck {
  @Override
  public String refuse(ObjectNode whole) {
    String pem = whole.path("cert").asText(null);
    if (pem == null) {
      return null;
    }
    try {
      List<X509Certificate> certificates = PemText.certificates(pem);
      if (certificates.size() > 1) {
        return "please submit only one certificate at a time";
      }
      certificates.get(0).checkValidity();
      return certificates.get(0).getBasicConstraints() >= 0
          ? null
          : "certificate does not appear to be a CA because it is missing the \"CA\" basic constraint";
    } catch (CertificateNotYetValidException early) {
      return null;
    } catch (CertificateExpiredException late) {
      return "certificate expired, \"Not After\" time is in the past";
    } catch (CertificateException unreadable) {
      return "invalid certificate: " + unreadable.getMessage();
    }
  }
}
