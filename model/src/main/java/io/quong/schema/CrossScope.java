package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a check between fields sees.
 *
 * @param whole the entity or record
 * @param fields finds a field by its dotted path; null when there is none
 * @param errors what is wrong so far; it adds to it
 */
record CrossScope(ObjectNode whole, FieldFinder fields, SchemaErrors errors, Mode mode) {

  /** Finds a field by its dotted path. */
  interface FieldFinder {
    Field find(String path);
  }

  /** The value at a path, or null; a JSON null counts as nothing. */
  JsonNode get(String path) {
    return Paths.get(whole, path);
  }

  /** Whether there is something: null, empty text, list and map count as nothing. */
  boolean isSet(String path) {
    JsonNode value = get(path);
    return value != null
        && !(value.isContainerNode() && value.isEmpty())
        && !(value.isTextual() && value.asText().isEmpty());
  }
}
