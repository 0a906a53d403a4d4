package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import java.security.GeneralSecurityException;

/** A private or public key in PEM. */
public final class KeyPem implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    try {
      KeyPairs.key(value.asText());
      return null;
    } catch (GeneralSecurityException broken) {
      return "invalid key: " + broken.getMessage();
    }
  }
}
