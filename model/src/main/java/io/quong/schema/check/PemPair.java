package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.pem.PemText;
import io.quong.schema.rule.ValueCheck;
import io.quong.vault.VaultReference;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;

/** A public and a private key that belong together. */
public final class PemPair implements ValueCheck {
  @Override
  public String refuse(JsonNode pair) {
    String open = pair.path("public_key").asText(null);
    String secret = pair.path("private_key").asText(null);
    if ((open != null && VaultReference.looksLikeOne(open))
        || (secret != null && VaultReference.looksLikeOne(secret))) {
      return null;
    }
    PublicKey publicKey = null;
    if (open != null) {
      try {
        publicKey = PemText.publicKey(open);
      } catch (GeneralSecurityException broken) {
        return "could not load public key";
      }
    }
    if (secret == null) {
      return null;
    }
    try {
      PrivateKey privateKey = PemText.privateKey(secret);
      return publicKey == null || KeyPairs.match(publicKey, privateKey)
          ? null
          : "public key does not match private key";
    } catch (GeneralSecurityException broken) {
      return "could not load private key: " + broken.getMessage();
    }
  }
}
