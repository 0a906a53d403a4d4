package io.quong.plugins.oauth2;

import java.util.List;
import java.util.Set;

/** The scopes that may be asked for, and whether one must be. */
final class Scopes {
  /** Null for any, which are not kept. */
  private final Set<String> known;

  private final boolean mandatory;

  Scopes(Oauth2Config config) {
    List<String> scopes = config.scopes();
    this.known = scopes == null ? null : Set.copyOf(scopes);
    this.mandatory = Boolean.TRUE.equals(config.mandatoryScope());
  }

  /** What is wrong with the scope that is asked for, or null. */
  OauthError refuse(Parameters parameters) {
    if (!parameters.has("scope")) {
      return mandatory ? OauthError.scope("You must specify a scope") : null;
    }
    if (known == null) {
      return null;
    }
    String asked = parameters.text("scope");
    if (asked == null) {
      return OauthError.scope("scope must be a string");
    }
    String unknown = unknown(asked);
    return unknown == null ? null : OauthError.scope('"' + unknown + "\" is an invalid scope");
  }

  /** The scope that a token gets, or null. */
  String granted(Parameters parameters) {
    return known == null ? null : parameters.text("scope");
  }

  /** Whether a token's scope is still one that may be asked for. */
  boolean covers(String scope) {
    return scope == null || (known != null && unknown(scope) == null) || scope.isBlank();
  }

  private String unknown(String scope) {
    for (String word : scope.strip().split("\\s+", -1)) {
      if (!word.isEmpty() && !known.contains(word)) {
        return word;
      }
    }
    return null;
  }
}
