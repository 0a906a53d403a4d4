package io.quong.dataplane.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quong.dataplane.runtime.EntityReader;
import io.quong.schema.Schema;
import io.quong.vault.EnvironmentVault;
import io.quong.vault.VaultException;
import io.quong.vault.VaultReference;
import java.util.Iterator;
import java.util.Map;

/**
 * Reads records by their declarations. References to secrets are resolved here, on the node that
 * uses them, and nowhere before.
 */
final class SchemaReader implements EntityReader {
  private final EnvironmentVault vault;
  private final String vaultPrefix;

  /**
   * @param vaultPrefix of environment variables, {@code vault_env_prefix}; null for none
   */
  SchemaReader(EnvironmentVault vault, String vaultPrefix) {
    this.vault = vault;
    this.vaultPrefix = vaultPrefix;
  }

  @Override
  public <T extends Record> T read(Class<T> type, ObjectNode tree) throws UnusableEntity {
    try {
      return Schema.of(type).bind((ObjectNode) resolved(tree), type);
    } catch (VaultException missing) {
      throw new UnusableEntity(missing.getMessage(), missing);
    } catch (IllegalArgumentException wrong) {
      throw new UnusableEntity(wrong.getMessage(), wrong);
    }
  }

  /** The same tree when it has no reference in it, so that most are not copied. */
  private JsonNode resolved(JsonNode node) throws VaultException {
    if (node.isTextual() && VaultReference.looksLikeOne(node.textValue())) {
      return TextNode.valueOf(vault.resolve(VaultReference.parse(node.textValue()), vaultPrefix));
    }
    if (node.isObject()) {
      ObjectNode copy = null;
      Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        JsonNode value = resolved(field.getValue());
        if (!value.equals(field.getValue())) {
          copy = copy == null ? ((ObjectNode) node).deepCopy() : copy;
          copy.set(field.getKey(), value);
        }
      }
      return copy == null ? node : copy;
    }
    if (node.isArray()) {
      ArrayNode copy = null;
      for (int i = 0; i < node.size(); i++) {
        JsonNode value = resolved(node.get(i));
        if (!value.equals(node.get(i))) {
          copy = copy == null ? ((ArrayNode) node).deepCopy() : copy;
          copy.set(i, value);
        }
      }
      return copy == null ? node : copy;
    }
    return node;
  }
}
