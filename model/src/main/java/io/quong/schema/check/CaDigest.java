package io.quong.schema.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.pem.PemText;
import io.quong.schema.rule.Translation;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The digest of a CA certificate, by which it is unique. */
public final class CaDigest implements Translation {
  @Override
  public String translate(ObjectNode body) {
    return null;
  }

  @Override
  public void settle(ObjectNode entity) {
    try {
      byte[] der = PemText.certificates(entity.path("cert").asText()).get(0).getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(der);
      entity.put("cert_digest", HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException("a checked certificate can not be read", unreadable);
    }
  }
}
