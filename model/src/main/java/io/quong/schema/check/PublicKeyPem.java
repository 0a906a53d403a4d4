package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import java.security.GeneralSecurityException;

/** A key in PEM with which signatures are checked. */
public final class PublicKeyPem implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    try {
      KeyPairs.key(value.asText());
      return null;
    } catch (GeneralSecurityException broken) {
      return "invalid key";
    }
  }
}
