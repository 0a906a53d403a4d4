package io.quong.plugins.basicauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Transform;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How a password is stored, as Kong does: SHA-1 in lower-case hex over the password and the
 * consumer's id.
 */
public final class PasswordHash implements Transform {
  @Override
  public void apply(ObjectNode credential) {
    byte[] password = credential.get("password").asText().getBytes(StandardCharsets.UTF_8);
    credential.put("password", of(password, credential.path("consumer").path("id").asText()));
  }

  static String of(byte[] password, String consumerId) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(password);
      digest.update(consumerId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
