package io.quong.plugins.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import java.util.HashSet;
import java.util.Set;

/**
 * Calls that can be made: each has somewhere to go and a name of its own, and waits only for those
 * that stand before it, so that none waits for itself.
 */
public final class CallsCheck implements ValueCheck {
  /** What templates know besides answers. */
  private static final Set<String> TAKEN = Set.of("request", "each");

  @Override
  public String refuse(JsonNode calls) {
    Set<String> before = new HashSet<>();
    for (JsonNode call : calls) {
      String name = call.path("name").asText();
      if (call.hasNonNull("service") == call.hasNonNull("url")) {
        return "call " + name + " needs a service or a url, and not both";
      }
      for (JsonNode after : call.path("after")) {
        if (!before.contains(after.asText())) {
          return "call " + name + " can only come after calls that stand before it";
        }
      }
      if (TAKEN.contains(name) || !before.add(name)) {
        return "call " + name + ": the name is taken";
      }
    }
    return null;
  }
}
