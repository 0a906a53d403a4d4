package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is told to an application.
 *
 * @param client whether the application itself is not who it says
 */
record OauthError(String error, String description, boolean client) {
  static final OauthError INVALID_CLIENT =
      new OauthError("invalid_client", "Invalid client authentication", true);
  static final OauthError PROVISION_KEY =
      new OauthError("invalid_provision_key", "Invalid provision_key", false);
  static final OauthError USER =
      new OauthError(
          "invalid_authenticated_userid", "Missing authenticated_userid parameter", false);
  static final OauthError REDIRECT =
      request(
          "Invalid redirect_uri that does not match with any redirect_uri created with the"
              + " application");
  static final OauthError CODE = request("Invalid code");

  OauthError(String error, String description) {
    this(error, description, false);
  }

  static OauthError request(String description) {
    return new OauthError("invalid_request", description, false);
  }

  static OauthError scope(String description) {
    return new OauthError("invalid_scope", description, false);
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("error", error)
        .put("error_description", description);
  }

  /** As parameters of a redirect. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("error", error);
    parameters.put("error_description", description);
    return parameters;
  }
}
