package io.quong.admin.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import io.quong.admin.store.StoredEntity;
import io.quong.schema.Field;
import io.quong.schema.Resource;
import io.quong.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A kind of entities.
 *
 * @param schema with its subschemas
 * @param rules what is special of it
 */
public record Kind(Schema schema, KindRules rules) {
  private static final String COMPOSITE = "@composite";

  /** Kong's name of it in the store. */
  public String name() {
    return resource().kind();
  }

  public Resource resource() {
    return schema.resource();
  }

  /** The unique field that may stand in a path for the id, or null. */
  public String endpointKey() {
    return resource().endpointKey().isEmpty() ? null : resource().endpointKey();
  }

  /** Whether its entities are what nodes share, and no configuration. */
  public boolean isState() {
    return resource().store() == Resource.Store.STATE;
  }

  /** The path segment under a parent. */
  public String nestedPath() {
    return resource().nestedPath().isEmpty() ? resource().path() : resource().nestedPath();
  }

  /** The fields that are unique by themselves. */
  public List<Field> uniqueFields() {
    return schema.fields().stream()
        .filter(field -> Boolean.TRUE.equals(field.traits().unique()))
        .toList();
  }

  /** What the store has to know of an entity that was checked and whose references are ids. */
  public StoredEntity stored(ObjectNode entity, Long expiresAt) {
    return new StoredEntity(
        name(),
        entity.get("id").asText(),
        entity,
        isState(),
        expiresAt,
        keys(entity),
        references(entity));
  }

  private List<StoredEntity.Key> keys(ObjectNode entity) {
    List<StoredEntity.Key> keys = new ArrayList<>();
    for (Field field : uniqueFields()) {
      JsonNode value = entity.get(field.name());
      if (value != null && !value.isNull()) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.set(field.name(), value);
        keys.add(new StoredEntity.Key(field.name(), value.asText(), shown));
      }
    }
    if (resource().cacheKey().length > 1) {
      ObjectNode shown = together(entity);
      keys.add(new StoredEntity.Key(COMPOSITE, shown.toString(), shown));
    }
    return keys;
  }

  private ObjectNode together(ObjectNode entity) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (String name : resource().cacheKey()) {
      JsonNode value = entity.get(name);
      shown.set(name, value == null ? NullNode.instance : value);
    }
    return shown;
  }

  /** The entity with the values of the fields that are unique together, or null. */
  public Row find(ObjectNode values, Lookup lookup) {
    return lookup.byKey(name(), COMPOSITE, together(values).toString());
  }

  private List<StoredEntity.Reference> references(ObjectNode entity) {
    List<StoredEntity.Reference> references = new ArrayList<>();
    for (Field field : schema.references()) {
      JsonNode id = entity.path(field.name()).get("id");
      if (id != null && id.isTextual()) {
        references.add(
            new StoredEntity.Reference(
                field.name(),
                field.relation().kind(),
                id.asText(),
                StoredEntity.OnDelete.valueOf(
                    field.relation().onDelete().name().toUpperCase(Locale.ROOT))));
      }
    }
    return references;
  }
}
