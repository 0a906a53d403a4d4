package io.quong.plugins.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.message.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions as text that only the gateway can read and nobody can change: AES-256-GCM under a key of
 * the session's own, which follows from the secret and 32 random bytes in front. What a text is for
 * (the cookie's name, the audience) is authenticated with it.
 */
final class SessionSeal {
  private static final int ID = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final byte[] secret;
  private final byte[] purpose;

  /**
   * @param secret the configuration's
   * @param purpose what sealed texts are good for; others don't open
   */
  SessionSeal(String secret, String purpose) {
    try {
      this.secret =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
    this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
  }

  static String newId() {
    byte[] id = new byte[ID];
    RANDOM.nextBytes(id);
    return ENCODER.encodeToString(id);
  }

  String seal(SessionState session) {
    byte[] id = Base64.getUrlDecoder().decode(session.id());
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, id, nonce)
              .doFinal(Json.text(json(session)).getBytes(StandardCharsets.ISO_8859_1));
      byte[] all = Arrays.copyOf(id, ID + NONCE + sealed.length);
      System.arraycopy(nonce, 0, all, ID, NONCE);
      System.arraycopy(sealed, 0, all, ID + NONCE, sealed.length);
      return ENCODER.encodeToString(all);
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** The session; null for a text that is none of this secret and purpose. */
  SessionState open(String text) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(text);
      if (all.length <= ID + NONCE) {
        return null;
      }
      byte[] id = Arrays.copyOf(all, ID);
      byte[] nonce = Arrays.copyOfRange(all, ID, ID + NONCE);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, id, nonce).doFinal(all, ID + NONCE, all.length - ID - NONCE);
      ObjectNode json = Json.object(new String(plain, StandardCharsets.ISO_8859_1));
      return json == null ? null : session(ENCODER.encodeToString(id), json);
    } catch (IllegalArgumentException | GeneralSecurityException none) {
      return null;
    }
  }

  private Cipher cipher(int mode, byte[] id, byte[] nonce) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec key = new SecretKeySpec(mac.doFinal(id), "AES");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose);
    return cipher;
  }

  private static ObjectNode json(SessionState session) {
    ObjectNode json = Json.empty();
    json.put("sub", session.subject());
    json.put("created", session.createdAt());
    json.put("rolled", session.rolledAt());
    json.put("touched", session.touchedAt());
    SessionState.Login login = session.login();
    if (login != null) {
      ArrayNode data = json.putArray("data").add(login.consumer()).add(login.credential());
      login.groups().forEach(data::add);
    }
    return json;
  }

  private static SessionState session(String id, ObjectNode json) {
    SessionState.Login login = null;
    JsonNode data = json.path("data");
    if (data.size() >= 2) {
      List<String> groups = new ArrayList<>();
      for (int i = 2; i < data.size(); i++) {
        groups.add(data.get(i).asText());
      }
      login = new SessionState.Login(data.get(0).asText(), data.get(1).asText(), groups);
    }
    return new SessionState(
        id,
        json.path("sub").asText(),
        json.path("created").asLong(),
        json.path("rolled").asLong(),
        json.path("touched").asLong(),
        login);
  }
}
