package io.quong.plugins.jwtbearer;

import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Public keys by their {@code kid}; immutable. */
final class KeySet {
  static final KeySet EMPTY = new KeySet(Map.of());

  private final Map<String, PublicKey> keys;

  private KeySet(Map<String, PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * Keys that encrypt, secrets and kinds that are not known are left out.
   *
   * @throws IllegalArgumentException when the text is no key set
   */
  static KeySet parse(String json) {
    try {
      Map<String, PublicKey> keys = new HashMap<>();
      for (JsonWebKey each : new JsonWebKeySet(json).getJsonWebKeys()) {
        if (each instanceof PublicJsonWebKey key && !"enc".equals(each.getUse())) {
          keys.put(each.getKeyId() == null ? "" : each.getKeyId(), key.getPublicKey());
        }
      }
      return new KeySet(Map.copyOf(keys));
    } catch (JoseException | RuntimeException broken) {
      throw new IllegalArgumentException("no JSON Web Key Set", broken);
    }
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The key; for a token that names none, the only one. Null when there is none. */
  PublicKey find(String kid) {
    if (kid == null) {
      return keys.size() == 1 ? keys.values().iterator().next() : null;
    }
    return keys.get(kid);
  }
}
