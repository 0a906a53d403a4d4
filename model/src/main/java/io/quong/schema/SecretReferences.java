package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quong.vault.EnvironmentVault;
import io.quong.vault.VaultException;
import io.quong.vault.VaultReference;

/**
 * Puts secrets in the place of references to them, {@code {vault://env/NAME}}, in fields that may
 * hold one. A reference that leads nowhere becomes the empty text, as in Kong, and is logged: one
 * missing secret must not keep a node from its configuration.
 */
public final class SecretReferences {
  private static final System.Logger LOG = System.getLogger(SecretReferences.class.getName());
  private static final TextNode NOTHING = TextNode.valueOf("");

  private final EnvironmentVault environment;
  private final String prefix;

  /**
   * @param prefix {@code vault_env_prefix}; may be null
   */
  public SecretReferences(EnvironmentVault environment, String prefix) {
    this.environment = environment;
    this.prefix = prefix == null ? "" : prefix;
  }

  /** The tree with its secrets: the same when it has no reference, else a copy. */
  public ObjectNode resolved(Schema schema, ObjectNode tree) {
    return hasReference(tree) ? record(schema, tree) : tree;
  }

  private static boolean hasReference(JsonNode node) {
    if (node.isTextual()) {
      return VaultReference.looksLikeOne(node.asText());
    }
    for (JsonNode each : node) {
      if (hasReference(each)) {
        return true;
      }
    }
    return false;
  }

  private ObjectNode record(Schema schema, ObjectNode tree) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (var entry : tree.properties()) {
      Field field = schema.field(entry.getKey());
      copy.set(entry.getKey(), field == null ? entry.getValue() : value(field, entry.getValue()));
    }
    return copy;
  }

  private JsonNode value(Field field, JsonNode value) {
    if (value.isTextual()) {
      return field.traits().referenceable() && VaultReference.looksLikeOne(value.asText())
          ? secret(field, value.asText())
          : value;
    }
    if (field.record() != null && value instanceof ObjectNode tree) {
      return record(field.record(), tree);
    }
    if (field.elements() == null || !value.isContainerNode()) {
      return value;
    }
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode(value.size());
      value.forEach(each -> list.add(value(field.elements(), each)));
      return list;
    }
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    value.properties().forEach(e -> map.set(e.getKey(), value(field.elements(), e.getValue())));
    return map;
  }

  private JsonNode secret(Field field, String text) {
    try {
      VaultReference reference = VaultReference.parse(text);
      if (!reference.vault().equals("env")) {
        throw new VaultException("vault " + reference.vault() + " is not known to this node");
      }
      return TextNode.valueOf(environment.resolve(reference, prefix));
    } catch (VaultException missing) {
      LOG.log(
          System.Logger.Level.ERROR,
          "unable to resolve reference %s of field %s: %s"
              .formatted(text, field.name(), missing.getMessage()));
      return NOTHING;
    }
  }
}
