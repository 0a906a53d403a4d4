package io.quong.plugins.oauth2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Proof Key for Code Exchange: who changes a code into a token must know what it was asked with.
 */
final class Pkce {
  private static final String CHALLENGE = "code_challenge";
  private static final String METHOD = "code_challenge_method";
  private static final String VERIFIER = "code_verifier";
  private static final int SHORTEST = 43;
  private static final int LONGEST = 128;

  private final boolean ofPublic;
  private final boolean ofAll;

  Pkce(String setting) {
    this.ofAll = "strict".equals(setting);
    this.ofPublic = !"none".equals(setting);
  }

  private boolean isNeeded(Oauth2Credential client) {
    return ofAll || (ofPublic && client.clientType().equals("public"));
  }

  /**
   * What is wrong with the challenge of a request for a code, or null.
   *
   * @throws IllegalArgumentException for an empty challenge, on which Kong crashes
   */
  OauthError refuseChallenge(Parameters parameters, Oauth2Credential client) {
    String challenge = parameters.text(CHALLENGE);
    if (challenge != null && challenge.isEmpty()) {
      throw new IllegalArgumentException("an empty code_challenge");
    }
    if (challenge == null && parameters.has(METHOD)) {
      return OauthError.request("code_challenge is required when code_method is present");
    }
    if (parameters.has(METHOD) && !"S256".equalsIgnoreCase(parameters.text(METHOD))) {
      return OauthError.request("code_challenge_method is not supported, must be S256");
    }
    return challenge == null && isNeeded(client)
        ? OauthError.request("code_challenge is required for " + client.clientType() + " clients")
        : null;
  }

  /** The challenge to keep with a code, or null. */
  static String challenge(Parameters parameters) {
    String challenge = parameters.text(CHALLENGE);
    if (challenge == null) {
      return null;
    }
    int end = challenge.indexOf('=');
    return (end < 0 ? challenge : challenge.substring(0, end)).replace('+', '-').replace('/', '_');
  }

  /** What is wrong with the verifier that comes with a code, or null. */
  OauthError refuseVerifier(
      Parameters parameters, AuthorizationCode code, Oauth2Credential client) {
    if (code.challengeMethod() == null && !isNeeded(client)) {
      return null;
    }
    if (!parameters.has(VERIFIER)) {
      return OauthError.request("code_verifier is required for PKCE authorization requests");
    }
    String verifier = parameters.text(VERIFIER);
    if (verifier == null) {
      return OauthError.request("code_verifier is not a string");
    }
    if (verifier.length() < SHORTEST || verifier.length() > LONGEST) {
      return OauthError.request("code_verifier must be between 43 and 128 characters");
    }
    return code.challenge() != null && matches(verifier, code.challenge())
        ? null
        : new OauthError("invalid_grant", "Invalid code");
  }

  private static boolean matches(String verifier, String challenge) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(
          Base64.getUrlEncoder().withoutPadding().encode(hash),
          challenge.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
