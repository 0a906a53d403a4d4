package io.quong.dataplane.runtime;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.ResourceCatalogue;
import io.quong.schema.Schema;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Wire;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the node has to know of a kind of entity to look it up, read once from its declaration.
 *
 * @param name the store's name: {@code services}
 * @param uniques fields whose value names one entity; wire names with how to read them
 * @param references fields that name another entity by its id
 */
public record EntityKind<T extends Record>(
    String name, Class<T> type, List<Field> uniques, List<Field> references) {

  /** A field and how to read it: its text, or null. */
  public record Field(String name, Function<Record, String> value) {}

  /** Of all kinds that are part of configurations: core ones and those of plugins. */
  public static List<EntityKind<?>> all(ResourceCatalogue catalogue) {
    List<EntityKind<?>> kinds = new ArrayList<>();
    for (Schema schema : catalogue.all()) {
      if (schema.resource().store() == Resource.Store.CONFIGURATION) {
        kinds.add(of(schema.type()));
      }
    }
    return kinds;
  }

  /** Of a record that is a {@link Resource}. */
  public static <T extends Record> EntityKind<T> of(Class<T> type) {
    Resource resource = type.getAnnotation(Resource.class);
    if (resource == null) {
      throw new IllegalArgumentException(type.getName() + " is no @Resource");
    }
    List<Field> uniques = new ArrayList<>();
    List<Field> references = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      String name = wireName(component);
      Unique unique = component.getAnnotation(Unique.class);
      boolean key = resource.endpointKey().equals(name);
      if (component.getType() == String.class && ((unique != null && unique.value()) || key)) {
        uniques.add(new Field(name, entity -> (String) read(accessor, entity)));
      }
      if (component.getType() == Ref.class && component.isAnnotationPresent(Reference.class)) {
        references.add(
            new Field(
                name,
                entity -> {
                  Ref ref = (Ref) read(accessor, entity);
                  return ref == null ? null : ref.id();
                }));
      }
    }
    return new EntityKind<>(resource.kind(), type, List.copyOf(uniques), List.copyOf(references));
  }

  int unique(String field) {
    return indexOf(uniques, field, "is not unique in ");
  }

  int reference(String field) {
    return indexOf(references, field, "is no reference of ");
  }

  private int indexOf(List<Field> fields, String field, String otherwise) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    throw new IllegalArgumentException(field + " " + otherwise + name);
  }

  private static String wireName(RecordComponent component) {
    Wire wire = component.getAnnotation(Wire.class);
    return wire != null
        ? wire.value()
        : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Object read(Method accessor, Record entity) {
    try {
      return accessor.invoke(entity);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(accessor + " cannot be read", e);
    }
  }
}
