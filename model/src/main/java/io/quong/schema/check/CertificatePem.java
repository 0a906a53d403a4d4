package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.pem.PemText;
import io.quong.schema.rule.ValueCheck;
import java.security.cert.CertificateException;

/** A certificate in PEM. */
public final class CertificatePem implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    try {
      PemText.certificates(value.asText());
      return null;
    } catch (CertificateException broken) {
      return "invalid certificate: " + broken.getMessage();
    }
  }
}
