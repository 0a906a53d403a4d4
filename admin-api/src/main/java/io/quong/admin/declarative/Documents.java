package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.entity.Draft;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.KindOrder;
import io.quong.admin.entity.Kinds;
import io.quong.admin.entity.PathKey;
import io.quong.admin.store.StoredEntity;
import io.quong.schema.AutoValues;
import io.quong.schema.Field;
import io.quong.schema.Mode;
import io.quong.schema.Prepared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks whole documents and makes entities of them. Three phases, each reported whole and only
 * when the ones before found nothing: structure and fields; references, ids and names; other unique
 * values.
 */
public final class Documents {
  private static final Pattern PLAIN_PATH = Pattern.compile("[a-zA-Z0-9.\\-_~/%]*");

  /** Plugins that may count in the database, where there is one. */
  private static final Set<String> COUNTING = Set.of("rate-limiting", "response-ratelimiting");

  private final AutoValues auto;
  private final boolean alone;
  private final DocumentReader reader;
  private final NamedIds ids;
  private final Comparator<StoredEntity> order;

  /**
   * @param alone whether they are for a node without a database, where nothing is shared by it
   */
  public Documents(Kinds kinds, AutoValues auto, boolean alone) {
    this.auto = auto;
    this.alone = alone;
    this.reader = new DocumentReader(kinds);
    this.ids = new NamedIds(auto);
    KindOrder ranks = new KindOrder(kinds);
    this.order = Comparator.comparingInt(entity -> ranks.rank(kinds.get(entity.kind())));
  }

  /** What a text holds. */
  public List<StoredEntity> load(String text) throws DocumentFault {
    try {
      return load(DocumentText.parse(text));
    } catch (DocumentText.Unreadable unreadable) {
      throw DocumentFault.unreadable(unreadable.getMessage());
    }
  }

  /** What a document holds, in an order in which references come after what they name. */
  public List<StoredEntity> load(ObjectNode document) throws DocumentFault {
    DocumentReader.Parts parts = reader.read(document);
    List<Item> all = Item.flat(parts.lists());
    all.forEach(item -> identify(item, parts.version()));
    Map<String, Map<String, Item>> byId = index(all, Item::id);
    Map<String, Map<String, Item>> byName = index(all, Documents::name);
    all.forEach(item -> refer(item, byId, byName));
    List<StoredEntity> stored = new ArrayList<>(all.size());
    for (Item item : all) {
      StoredEntity entity = prepare(item, parts.transform());
      if (entity != null) {
        stored.add(entity);
      }
    }
    boolean sound = parts.errors().isEmpty() && all.stream().allMatch(Documents::isSound);
    if (!sound) {
      throw fault(parts.errors(), parts.lists(), all);
    }
    references(parts, all);
    unique(parts, all);
    stored.sort(order);
    return stored;
  }

  /** Whether the first phase found nothing; texts that name nothing are for the second. */
  private static boolean isSound(Item item) {
    return item.isGood() || (item.onlyMissing && !item.missing.isEmpty());
  }

  private static String name(Item item) {
    String field = item.kind.endpointKey();
    return field != null && item.entity.path(field).isTextual()
        ? item.entity.get(field).asText()
        : null;
  }

  private interface Naming {
    String of(Item item);
  }

  private static Map<String, Map<String, Item>> index(List<Item> all, Naming naming) {
    Map<String, Map<String, Item>> index = new HashMap<>();
    for (Item item : all) {
      String name = naming.of(item);
      if (name != null) {
        index.computeIfAbsent(item.kind.name(), unused -> new HashMap<>()).putIfAbsent(name, item);
      }
    }
    return index;
  }

  private void identify(Item item, String version) {
    JsonNode given = item.given.get("id");
    if (given == null || given.isNull()) {
      String parentId = item.parent == null ? null : item.parent.id();
      item.entity.put("id", ids.of(item.kind, item.given, item.parentField, parentId));
    } else if (given.isTextual() && PathKey.isId(given.asText())) {
      item.entity.put("id", given.asText().toLowerCase(Locale.ROOT));
    }
    if (item.kind.name().equals("routes") && !version.equals("3.0")) {
      migratePaths(item.entity.path("paths"));
    }
  }

  /** Before version 3.0 a path that looked like a regular expression was one. */
  private static void migratePaths(JsonNode paths) {
    if (paths instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        String path = list.get(i).asText();
        if (list.get(i).isTextual()
            && path.startsWith("/")
            && !PLAIN_PATH.matcher(path).matches()) {
          list.set(i, "~" + path);
        }
      }
    }
  }

  /** Turns references into ids. */
  private static void refer(
      Item item, Map<String, Map<String, Item>> byId, Map<String, Map<String, Item>> byName) {
    if (item.parent != null) {
      item.entity.putObject(item.parentField).put("id", item.parent.id());
    }
    for (Field field : item.kind.schema().references()) {
      JsonNode value = item.entity.get(field.name());
      if (value == null || value.isNull() || field.name().equals(item.parentField)) {
        continue;
      }
      String kind = field.relation().kind();
      Map<String, Item> ofId = byId.getOrDefault(kind, Map.of());
      if (value.isTextual()) {
        Item named = ofId.get(value.asText().toLowerCase(Locale.ROOT));
        named = named == null ? byName.getOrDefault(kind, Map.of()).get(value.asText()) : named;
        if (named == null) {
          item.missing.add(missing(field, value.asText()));
        }
        ObjectNode reference = item.entity.putObject(field.name());
        if (named != null) {
          reference.put("id", named.id());
        }
      } else if (value.path("id").isTextual() && PathKey.isId(value.get("id").asText())) {
        if (!ofId.containsKey(value.get("id").asText().toLowerCase(Locale.ROOT))) {
          item.missing.add(missing(field, value.toString()));
        }
      } else if (value instanceof ObjectNode object) {
        // Unlike in a write, a document names by text alone.
        object.removeAll();
      }
    }
  }

  private static String missing(Field field, String shown) {
    return "invalid reference '%s: %s' (no such entry in '%s')"
        .formatted(field.name(), shown, field.relation().kind());
  }

  private StoredEntity prepare(Item item, boolean transform) {
    if (!item.errors.isObject()) {
      item.onlyMissing = false;
      return null;
    }
    Kind kind = item.kind;
    item.onlyMissing = item.errors.isEmpty();
    ObjectNode body = item.entity.deepCopy();
    Draft draft = Draft.whole(kind, null, body);
    kind.rules().received(draft);
    Prepared prepared = kind.schema().insert(body, auto, new Mode(false, false));
    ObjectNode refusals = prepared.errors().fields().deepCopy();
    if (alone && sharesByDatabase(item)) {
      refusals.withObject("/config").put("policy", "expected one of: local, redis");
    }
    if (!refusals.isEmpty()) {
      ObjectNode fields = refusals;
      item.onlyMissing &= isOnlyMissing(item, fields);
      item.fieldErrors().setAll(fields);
      return null;
    }
    ObjectNode entity = prepared.entity();
    entity.remove("ttl");
    if (transform && kind.schema().transformation() != null) {
      kind.schema().transformation().apply(entity, body);
    }
    return kind.stored(entity, null);
  }

  private static boolean sharesByDatabase(Item item) {
    return item.kind.name().equals("plugins")
        && COUNTING.contains(item.given.path("name").asText())
        && item.given.path("config").path("policy").asText().equals("cluster");
  }

  private static boolean isOnlyMissing(Item item, ObjectNode fields) {
    for (var error : fields.properties()) {
      Field field = item.kind.schema().field(error.getKey());
      boolean named =
          field != null
              && field.relation() != null
              && item.given.path(error.getKey()).isTextual()
              && error.getValue().path("id").asText().equals("missing primary key");
      if (!named) {
        return false;
      }
    }
    return true;
  }

  private static void references(DocumentReader.Parts parts, List<Item> all) throws DocumentFault {
    ObjectNode missing = JsonNodeFactory.instance.objectNode();
    for (Item item : all) {
      if (!item.missing.isEmpty()) {
        item.errors = JsonNodeFactory.instance.objectNode();
        ArrayNode list = missing.withObject("/" + item.kind.name()).putArray(item.key());
        item.missing.forEach(list::add);
      }
    }
    Map<String, Map<Object, Item>> seen = new HashMap<>();
    for (Item item : all) {
      String name = name(item);
      boolean named =
          name != null
              && Boolean.TRUE.equals(
                  item.kind.schema().field(item.kind.endpointKey()).traits().unique());
      String refusal = null;
      if (named && taken(item, "name " + name, seen)) {
        refusal = item.kind.endpointKey() + " set to '" + name + "'";
      } else if (taken(item, "id " + item.id(), seen)) {
        refusal = "primary key set to '" + item.id() + "'";
      }
      if (refusal != null) {
        item.errors = duplicate(item, refusal);
      }
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.setAll(Item.errors(placed(parts.lists(), seen)));
    missing.properties().forEach(entry -> fields.set(entry.getKey(), entry.getValue()));
    if (!fields.isEmpty()) {
      throw new DocumentFault(fields, JsonNodeFactory.instance.objectNode(), FlatErrors.of(all));
    }
  }

  private static boolean taken(Item item, Object value, Map<String, Map<Object, Item>> seen) {
    Item first =
        seen.computeIfAbsent(item.kind.name(), unused -> new HashMap<>()).putIfAbsent(value, item);
    return first != null;
  }

  private static JsonNode duplicate(Item item, String what) {
    return JsonNodeFactory.instance.textNode(
        "uniqueness violation: '%s' entity with %s already declared"
            .formatted(item.kind.name(), what));
  }

  /** Kong reports a double of an entity in another list at the top, in the first place. */
  private static Map<String, List<Item>> placed(
      Map<String, List<Item>> lists, Map<String, Map<Object, Item>> seen) {
    Map<String, List<Item>> placed = new HashMap<>(lists);
    for (Item item : Item.flat(lists)) {
      if (item.errors.isTextual()) {
        Map<Object, Item> firsts = seen.get(item.kind.name());
        Item first = firsts.get("name " + name(item));
        first = first == null || first == item ? firsts.get("id " + item.id()) : first;
        if (first != null && first.parent != item.parent) {
          Item moved = new Item(item.kind, null, null, 0, item.given);
          moved.errors = item.errors;
          placed.put(item.kind.name(), List.of(moved));
          if (item.parent != null) {
            item.parent.nested.remove(item.kind.name());
          }
        }
      }
    }
    return placed;
  }

  private static void unique(DocumentReader.Parts parts, List<Item> all) throws DocumentFault {
    Map<String, Map<Object, Item>> seen = new HashMap<>();
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (Item item : all) {
      for (Field field : item.kind.uniqueFields()) {
        JsonNode value = item.entity.path(field.name());
        if (field.name().equals(item.kind.endpointKey()) || !value.isTextual()) {
          continue;
        }
        if (taken(item, field.name() + " " + value.asText(), seen)) {
          item.errors = duplicate(item, field.name() + " set to '" + value.asText() + "'");
          fields.withObject("/" + item.kind.name()).set(item.key(), item.errors);
        }
      }
    }
    if (!fields.isEmpty()) {
      throw new DocumentFault(fields, parts.errors(), FlatErrors.of(all));
    }
  }

  private static DocumentFault fault(
      ObjectNode top, Map<String, List<Item>> lists, List<Item> all) {
    // They are told when the rest is good.
    all.forEach(item -> item.missing.clear());
    ObjectNode fields = top.deepCopy();
    fields.setAll(Item.errors(lists));
    return new DocumentFault(fields, top, FlatErrors.of(all));
  }
}
