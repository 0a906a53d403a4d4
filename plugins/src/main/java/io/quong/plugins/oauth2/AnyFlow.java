package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import java.util.List;

/** One of the flows is enabled. */
public final class AnyFlow implements ValueCheck {
  private static final List<String> FLOWS =
      List.of(
          "enable_authorization_code",
          "enable_implicit_grant",
          "enable_client_credentials",
          "enable_password_grant");

  @Override
  public String refuse(JsonNode value) {
    for (String flow : FLOWS) {
      if (value.path(flow).asBoolean()) {
        return null;
      }
    }
    return "at least one of these fields must be true: " + String.join(", ", FLOWS);
  }
}
