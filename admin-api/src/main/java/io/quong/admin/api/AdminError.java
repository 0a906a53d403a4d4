package io.quong.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.LuaText;
import io.quong.schema.SchemaErrors;

/**
 * All that the Admin API tells of what went wrong: Kong's error objects, which have a code and a
 * name, and its plain messages. Nothing else decides a status.
 */
public final class AdminError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private enum Code {
    INVALID_PRIMARY_KEY(1, 400, "invalid primary key"),
    SCHEMA_VIOLATION(2, 400, "schema violation"),
    PRIMARY_KEY_VIOLATION(3, 400, "primary key violation"),
    FOREIGN_KEY_VIOLATION(4, 400, "foreign key violation"),
    UNIQUE_VIOLATION(5, 409, "unique constraint violation"),
    NOT_FOUND(6, 404, "not found"),
    INVALID_OFFSET(7, 400, "invalid offset"),
    INVALID_SIZE(9, 400, "invalid size"),
    INVALID_UNIQUE(10, 400, "invalid unique"),
    INVALID_OPTIONS(11, 400, "invalid options"),
    UNSUPPORTED(12, 405, "operation unsupported"),
    FOREIGN_KEYS_UNRESOLVED(13, 400, "foreign keys unresolved"),
    INVALID_DOCUMENT(14, 400, "invalid declarative configuration"),
    REFERENCED_BY_OTHERS(19, 400, "referenced by others");

    private final int number;
    private final int status;
    private final String title;

    Code(int number, int status, String title) {
      this.number = number;
      this.status = status;
      this.title = title;
    }
  }

  private final int status;
  private final transient ObjectNode body;

  private AdminError(int status, ObjectNode body) {
    super(body.path("message").asText(), null, false, false);
    this.status = status;
    this.body = body;
  }

  private static AdminError of(Code code, String title, String message) {
    ObjectNode body = object();
    body.put("code", code.number).put("name", title).put("message", message);
    return new AdminError(code.status, body);
  }

  private static AdminError of(Code code, String message, JsonNode fields) {
    AdminError error = of(code, code.title, message);
    if (fields != null) {
      error.body.set("fields", fields);
    }
    return error;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** {@code {"message": …}} alone. */
  public static AdminError plain(int status, String message) {
    return new AdminError(status, object().put("message", message));
  }

  /** The path, or what it names, does not exist. */
  public static AdminError notFound() {
    return plain(404, "Not found");
  }

  /** The same, with the id of a request. */
  public static AdminError notFound(String requestId) {
    return new AdminError(404, object().put("message", "Not found").put("request_id", requestId));
  }

  public static AdminError methodNotAllowed() {
    return plain(405, "Method not allowed");
  }

  /** The entity is another than {@code If-Match} says. */
  public static AdminError changedMeanwhile() {
    return plain(412, "it was changed by another: what If-Match names is not what is there");
  }

  public static AdminError unparsable() {
    return plain(400, "Cannot parse JSON body");
  }

  public static AdminError unsupportedType() {
    return plain(415, "Unsupported media type");
  }

  public static AdminError tooLarge() {
    return plain(413, "Payload too large");
  }

  public static AdminError databaseUnavailable() {
    return plain(503, "the database cannot be reached now; try again later");
  }

  public static AdminError unexpected() {
    return plain(500, "An unexpected error occurred");
  }

  /** A path names an entity of a kind that has no endpoint key by something else than a UUID. */
  public static AdminError invalidId() {
    ObjectNode fields = object().put("id", "expected a valid UUID");
    return of(
        Code.INVALID_PRIMARY_KEY, "invalid primary key: '" + LuaText.compact(fields) + "'", fields);
  }

  public static AdminError schema(SchemaErrors errors) {
    return of(Code.SCHEMA_VIOLATION, errors.message(), errors.fields());
  }

  /** One refusal at a dotted path. */
  public static AdminError schema(String path, String message) {
    return schema(SchemaErrors.of(path, message));
  }

  /**
   * An id is taken.
   *
   * @param key the fields by which the request named it
   */
  public static AdminError primaryKeyTaken(ObjectNode key) {
    return of(
        Code.PRIMARY_KEY_VIOLATION,
        "primary key violation on key '" + LuaText.compact(key) + "'",
        key);
  }

  /** A reference names an id that does not exist. */
  public static AdminError noSuchReference(String field, String kind, String id) {
    ObjectNode key = object().put("id", id);
    ObjectNode fields = object();
    fields.set(field, key);
    return of(
        Code.FOREIGN_KEY_VIOLATION,
        "the foreign key '%s' does not reference an existing '%s' entity."
            .formatted(LuaText.compact(key), kind),
        fields);
  }

  /** What is to be deleted is referenced. */
  public static AdminError referenced(String kind, String byKind) {
    return of(
        Code.FOREIGN_KEY_VIOLATION,
        "an existing '%s' entity references this '%s' entity".formatted(byKind, kind),
        object().put("@referenced_by", byKind));
  }

  /**
   * A unique value is taken.
   *
   * @param key the fields that are unique together, with their values
   */
  public static AdminError notUnique(ObjectNode key) {
    return of(
        Code.UNIQUE_VIOLATION, "UNIQUE violation detected on '" + LuaText.compact(key) + "'", key);
  }

  /** There is no entity with the id. */
  public static AdminError noEntity(String id) {
    ObjectNode key = object().put("id", id);
    return of(
        Code.NOT_FOUND,
        "could not find the entity with primary key '" + LuaText.compact(key) + "'",
        key);
  }

  /** There is no entity with the unique value. */
  public static AdminError noEntity(String field, String value) {
    ObjectNode key = object().put(field, value);
    return of(Code.NOT_FOUND, "could not find the entity with '" + LuaText.compact(key) + "'", key);
  }

  public static AdminError invalidOffset(String offset, String reason) {
    return of(
        Code.INVALID_OFFSET, "'" + offset + "' is not a valid offset: " + reason, (JsonNode) null);
  }

  public static AdminError invalidSize(String message) {
    return of(Code.INVALID_SIZE, message, (JsonNode) null);
  }

  /** What stands in a path for a unique field breaks the field's own rules. */
  public static AdminError invalidUnique(String field, String message) {
    return of(Code.INVALID_UNIQUE, "invalid unique " + field, message);
  }

  /** An option such as {@code tags} or {@code ttl}. */
  public static AdminError invalidOption(String option, String message) {
    AdminError error =
        of(
            Code.INVALID_OPTIONS,
            Code.INVALID_OPTIONS.title,
            "invalid option (" + option + ": " + message + ")");
    error.body.putObject("options").put(option, message);
    return error;
  }

  /**
   * References name unique values that do not exist.
   *
   * @param fields field of the reference → unique field → message
   */
  public static AdminError unresolved(ObjectNode fields) {
    StringBuilder parts = new StringBuilder();
    int count = 0;
    for (var reference : fields.properties()) {
      for (var key : reference.getValue().properties()) {
        parts.append(count++ == 0 ? "" : "; ");
        parts.append(reference.getKey()).append('.').append(key.getKey()).append(": ");
        parts.append(key.getValue().asText());
      }
    }
    String what = count == 1 ? "foreign key unresolved" : count + " foreign keys unresolved";
    return of(Code.FOREIGN_KEYS_UNRESOLVED, what + " (" + parts + ")", fields);
  }

  /**
   * Without a database entities are not written one by one.
   *
   * @param what such as {@code create or update}
   * @param byField the unique field that names the entity; null for the id or none
   */
  public static AdminError readOnly(String what, String kind, String byField) {
    String by = byField == null ? "" : " by '" + byField + "'";
    return of(
        Code.UNSUPPORTED,
        "cannot %s '%s' entities%s when not using a database".formatted(what, kind, by),
        (JsonNode) null);
  }

  /**
   * A declarative configuration is refused.
   *
   * @param fields mirrors the document
   * @param flattened one report for each entity; null when not asked for
   */
  public static AdminError declarative(ObjectNode fields, ArrayNode flattened) {
    AdminError error =
        of(Code.INVALID_DOCUMENT, "declarative config is invalid: " + LuaText.line(fields), fields);
    if (flattened != null) {
      error.body.set("flattened_errors", flattened);
    }
    return error;
  }

  /** A CA certificate that services name in a list. */
  public static AdminError caReferenced(String id, String serviceId) {
    return of(
        Code.REFERENCED_BY_OTHERS,
        "ca certificate %s is still referenced by services (id = %s)".formatted(id, serviceId),
        (JsonNode) null);
  }

  /** What is told, as an object of the caller's own. */
  public ObjectNode body() {
    return body.deepCopy();
  }

  public int status() {
    return status;
  }

  public Reply reply() {
    return Reply.json(status, body);
  }
}
