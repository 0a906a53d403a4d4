package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.SubschemaFor;
import io.quong.schema.rule.Subschemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The subschemas that an entity's record names. */
final class DeclaredSubschemas implements SubschemaSource {
  private final Subschemas declared;
  private final Map<String, Subschema> byValue = new HashMap<>();

  DeclaredSubschemas(Subschemas declared) {
    this.declared = declared;
    for (Class<? extends Record> type : declared.value()) {
      SubschemaFor of = type.getAnnotation(SubschemaFor.class);
      List<Field> fields = new ArrayList<>(Subschema.of(type).fields());
      List<String> except = List.of(of.except());
      for (Field field : Subschema.of(of.fieldsOf()).fields()) {
        if (!except.contains(field.name())) {
          fields.add(field);
        }
      }
      for (String value : of.value()) {
        byValue.put(value, new Subschema(value, fields, Subschema.of(type).checks()));
      }
    }
  }

  @Override
  public String key() {
    return declared.key();
  }

  @Override
  public Subschema find(JsonNode value) {
    if (value == null) {
      return null;
    }
    if (value.isTextual()) {
      return byValue.get(value.asText());
    }
    for (JsonNode each : value) {
      if (each.isTextual() && byValue.containsKey(each.asText())) {
        return byValue.get(each.asText());
      }
    }
    return null;
  }

  @Override
  public String refusal(JsonNode value) {
    if (find(value) != null) {
      return null;
    }
    if (value == null || value.isNull()) {
      return "required field missing";
    }
    if (value.isTextual()) {
      return declared.error().replace("%s", value.asText());
    }
    JsonNode first = value.get(0);
    return declared
        .error()
        .replace("%s", first == null || first.isNull() ? "nil" : ValueRules.shownValue(first));
  }
}
