package io.quong.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Subschemas;
import io.quong.schema.rule.TranslatedBy;
import io.quong.schema.rule.Translation;
import io.quong.schema.rule.Variation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an entity or a plugin's configuration may be, read once from the annotations of its record.
 * It works on JSON trees, which alone can tell a missing field from a null one; {@link #bind} makes
 * the record of a tree that was checked.
 *
 * <p>A write: {@link #convert} for forms, then {@link #insert} or {@link #update}, whose result is
 * stored as it is, nulls included. An answer: {@link #show}.
 */
public final class Schema {
  private static final ClassValue<Schema> READ =
      new ClassValue<>() {
        @Override
        protected Schema computeValue(Class<?> type) {
          return new Schema(type.asSubclass(Record.class));
        }
      };

  private final Class<? extends Record> type;
  private final Resource resource;
  private final Map<String, Field> fields;
  private final List<CrossRule> checks;
  private final List<CrossRule> outerChecks;
  private final List<Rule> ownRules;
  private final List<ShorthandField> shorthands;
  private final Translation translation;
  private final Transformation transformation;
  private final SubschemaSource subschemas;

  /** The schema of a record type. */
  public static Schema of(Class<? extends Record> type) {
    return READ.get(type);
  }

  private Schema(Class<? extends Record> type) {
    this.type = type;
    this.resource = type.getAnnotation(Resource.class);
    this.fields = byName(SchemaReader.fields(type));
    List<CrossRule> all = CheckReader.read(type);
    this.outerChecks = all.stream().filter(Schema::isOfThePlugin).toList();
    this.checks = all.stream().filter(rule -> !isOfThePlugin(rule)).toList();
    Check check = type.getAnnotation(Check.class);
    this.ownRules =
        check == null ? List.of() : List.of(ValueRules.check(RuleReader.make(check.value())));
    this.shorthands = ShorthandField.of(type);
    TranslatedBy translated = type.getAnnotation(TranslatedBy.class);
    this.translation = translated == null ? null : RuleReader.make(translated.value());
    this.transformation = Transformation.of(type);
    Subschemas declared = type.getAnnotation(Subschemas.class);
    this.subschemas = declared == null ? null : new DeclaredSubschemas(declared);
  }

  private Schema(
      Schema base, Map<String, Field> fields, List<CrossRule> checks, SubschemaSource subschemas) {
    this.type = base.type;
    this.resource = base.resource;
    this.fields = fields;
    this.checks = checks;
    this.outerChecks = base.outerChecks;
    this.ownRules = base.ownRules;
    this.shorthands = base.shorthands;
    this.translation = base.translation;
    this.transformation = base.transformation;
    this.subschemas = subschemas;
  }

  /** A plugin's configuration carries checks of the plugin: their paths begin with config. */
  private static boolean isOfThePlugin(CrossRule rule) {
    return rule.fields().stream()
        .allMatch(path -> path.equals("config") || path.startsWith("config."));
  }

  /** The same schema with subschemas from elsewhere: plugins by their names. */
  public Schema with(SubschemaSource source) {
    return new Schema(this, fields, checks, source);
  }

  /** The same schema with the fields of another record behind its own. */
  public Schema plus(Class<? extends Record> more) {
    Map<String, Field> all = new LinkedHashMap<>(fields);
    all.putAll(Schema.of(more).fields);
    return new Schema(this, all, checks, subschemas);
  }

  /**
   * The same schema as a {@link Variation} of it makes it.
   *
   * @param by names this schema's record
   */
  public Schema varied(Class<? extends Record> by) {
    Variation variation = by.getAnnotation(Variation.class);
    if (variation == null || variation.of() != type) {
      throw new IllegalArgumentException(by.getName() + " does not vary " + type.getName());
    }
    Schema more = Schema.of(by);
    Map<String, Field> all = new LinkedHashMap<>(fields);
    all.putAll(more.fields);
    Set<Class<?>> without = new HashSet<>(Arrays.asList(variation.without()));
    List<CrossRule> kept =
        checks.stream().filter(rule -> !without.contains(CrossRules.classOf(rule))).toList();
    return new Schema(this, all, kept, more.subschemas == null ? subschemas : more.subschemas);
  }

  /** The same schema as a subschema makes it. */
  Schema under(Subschema subschema) {
    Map<String, Field> all = new LinkedHashMap<>(fields);
    subschema.fields().forEach(field -> all.put(field.name(), field));
    List<CrossRule> both = new ArrayList<>(checks);
    both.addAll(subschema.checks());
    return new Schema(this, all, List.copyOf(both), null);
  }

  /** This schema as the entity's own values make it. */
  Schema underSubschemaOf(ObjectNode entity) {
    Subschema found = subschemas == null ? null : subschemas.find(entity.get(subschemas.key()));
    return found == null ? this : under(found);
  }

  public Class<? extends Record> type() {
    return type;
  }

  /** What the record says of its endpoints and its storage; null for no entity of its own. */
  public Resource resource() {
    return resource;
  }

  /** In Kong's order. */
  public List<Field> fields() {
    return List.copyOf(fields.values());
  }

  /** The field with the wire name, or null. */
  public Field field(String name) {
    return fields.get(name);
  }

  /** The field at a dotted path through records, or null. */
  public Field find(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return fields.get(path);
    }
    Field record = fields.get(path.substring(0, dot));
    return record == null || record.record() == null
        ? null
        : record.record().find(path.substring(dot + 1));
  }

  /** The foreign fields. */
  public List<Field> references() {
    return fields.values().stream().filter(field -> field.type() == FieldType.FOREIGN).toList();
  }

  SubschemaSource subschemas() {
    return subschemas;
  }

  List<CrossRule> checks() {
    return checks;
  }

  List<CrossRule> outerChecks() {
    return outerChecks;
  }

  List<Rule> ownRules() {
    return ownRules;
  }

  List<ShorthandField> shorthands() {
    return shorthands;
  }

  Translation translation() {
    return translation;
  }

  /** What a write does to values between the check and the store, or null. */
  public Transformation transformation() {
    return transformation;
  }

  /** Whether a name that is no field may stand beside the fields. */
  boolean accepts(String name) {
    return resource != null && resource.ttl() && name.equals("ttl");
  }

  /**
   * The tree of a form by the fields' types: numbers and booleans from text, one-element lists from
   * single values, null from empty text. What can't be converted stays text, for the check to
   * refuse.
   *
   * @param stored the entity that a PATCH changes, whose subschema counts when the form has none;
   *     or null
   */
  public ObjectNode convert(ObjectNode form, ObjectNode stored) {
    return FormText.convert(this, form, stored);
  }

  /** A new entity of a client's body, for POST and PUT; {@code ttl} passes through. */
  public Prepared insert(ObjectNode body, AutoValues auto, Mode mode) {
    return Preparation.insert(this, body, auto, mode);
  }

  /** A stored entity with a client's PATCH merged in. */
  public Prepared update(ObjectNode stored, ObjectNode patch, AutoValues auto, Mode mode) {
    return Preparation.update(this, stored, patch, auto, mode);
  }

  /** What is wrong with an entity that has its defaults already. */
  public SchemaErrors check(ObjectNode entity, Mode mode) {
    return Validator.check(this, entity, mode);
  }

  /**
   * What is wrong with one value of a field, as for a name in a path; null for nothing.
   *
   * @param value a text
   */
  public String refuse(String field, String value) {
    var node = TextNode.valueOf(value);
    var refusal = Validator.refuse(fields.get(field), node, Mode.INSERT);
    return refusal == null ? null : refusal.asText();
  }

  /** What whoever writes a good entity should know, or null: its plugin may not run yet. */
  public String warning(ObjectNode entity) {
    return subschemas == null ? null : subschemas.warning(entity.get(subschemas.key()));
  }

  /** The entity as answers show it: every field in order, null when unset, former fields echoed. */
  public ObjectNode show(ObjectNode stored) {
    return Appearance.show(this, stored);
  }

  /**
   * Kong's {@code /schemas/plugins/…} answer.
   *
   * @return null when no subschema has the name
   */
  public ObjectNode subschemaView(String name) {
    Subschema found = subschemas == null ? null : subschemas.find(TextNode.valueOf(name));
    return found == null ? null : SchemaView.of(found);
  }

  /** Kong's {@code /schemas/…} answer. */
  public ObjectNode toKongSchema() {
    return SchemaView.of(this);
  }

  /**
   * The record of a tree that was checked; unknown fields are passed over.
   *
   * @throws IllegalArgumentException when a value does not fit, with its path and without the value
   */
  public <T extends Record> T bind(ObjectNode tree, Class<T> as) {
    return Binder.bind(tree, as);
  }

  /**
   * The dotted paths of values that are secret, or may be since they can be kept in a vault: never
   * log them.
   */
  public Set<String> secretPaths() {
    Set<String> paths = new TreeSet<>();
    addSecretPaths("", paths);
    return paths;
  }

  private void addSecretPaths(String prefix, Set<String> paths) {
    for (Field field : fields.values()) {
      String path = prefix + field.name();
      if (mayBeSecret(field) || (field.elements() != null && mayBeSecret(field.elements()))) {
        paths.add(path);
      }
      if (field.record() != null) {
        field.record().addSecretPaths(path + ".", paths);
      }
      if (field.elements() != null && field.elements().record() != null) {
        field.elements().record().addSecretPaths(path + ".", paths);
      }
    }
  }

  private static boolean mayBeSecret(Field field) {
    return field.traits().encrypted() || field.traits().referenceable();
  }

  private static Map<String, Field> byName(List<Field> fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.name(), field));
    return byName;
  }
}
