package io.quong.plugins.proxycache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.WholeCheck;
import java.util.Set;

/** The memory store is one that the node has. */
public final class KnownDictionary implements WholeCheck {
  private static final Set<String> KNOWN = Set.of("kong_db_cache");

  @Override
  public String refuse(ObjectNode whole) {
    JsonNode config = whole.path("config");
    String name = config.path("memory").path("dictionary_name").asText();
    boolean memory = config.path("strategy").asText().equals("memory");
    return !memory || KNOWN.contains(name) ? null : "missing shared dict '" + name + "'";
  }
}
