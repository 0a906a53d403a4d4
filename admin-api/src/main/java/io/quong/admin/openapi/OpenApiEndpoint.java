package io.quong.admin.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Kinds;
import io.quong.plugin.PluginCatalogue;
import io.quong.plugin.PluginDefinition;
import io.quong.program.ProductVersion;
import io.quong.schema.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /quong/openapi.json}: OpenAPI 3.1, made of the endpoints that there are and of the
 * schemas by which they check. To be made when all endpoints are there.
 */
public final class OpenApiEndpoint {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)\\}");
  private static final Set<String> WITH_BODY = Set.of("post", "put", "patch");

  private final Endpoints endpoints;
  private final Kinds kinds;
  private final PluginCatalogue plugins;

  public OpenApiEndpoint(Endpoints endpoints, Kinds kinds, PluginCatalogue plugins) {
    this.endpoints = endpoints;
    this.kinds = kinds;
    this.plugins = plugins;
  }

  public void add() {
    endpoints.add("GET", "/quong/openapi.json", call -> Reply.ok(document()));
  }

  private ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Quong Admin API")
        .put("version", ProductVersion.KONG)
        .put("summary", "Kong's Admin API, and what Quong has beside it under /quong");
    ObjectNode paths = document.putObject("paths");
    for (String template : endpoints.templates()) {
      paths.set(template, path(template));
    }
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (Kind kind : kinds.all()) {
      schemas.set(kind.name(), JsonSchemas.ofRecord(kind.schema().toKongSchema()));
    }
    for (PluginDefinition plugin : plugins.definitions()) {
      plugins
          .configView(plugin.name())
          .ifPresent(view -> schemas.set("plugin." + plugin.name(), JsonSchemas.ofRecord(view)));
    }
    schemas
        .putObject("error")
        .put("type", "object")
        .set("properties", properties("message", "string", "name", "string", "code", "integer"));
    return document;
  }

  private static ObjectNode properties(String... namesAndTypes) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      properties.putObject(namesAndTypes[i]).put("type", namesAndTypes[i + 1]);
    }
    return properties;
  }

  private ObjectNode path(String template) {
    ObjectNode path = JsonNodeFactory.instance.objectNode();
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    Matcher matcher = PARAMETER.matcher(template);
    while (matcher.find()) {
      parameters
          .addObject()
          .put("name", matcher.group(1))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    if (!parameters.isEmpty()) {
      path.set("parameters", parameters);
    }
    Kind kind = kind(template);
    for (String method : endpoints.methods(template)) {
      String name = method.toLowerCase(Locale.ROOT);
      if (!name.equals("options") && !name.equals("head")) {
        ObjectNode operation = operation(name, template, kind);
        Schema body = endpoints.body(method, template);
        if (body != null) {
          operation
              .putObject("requestBody")
              .putObject("content")
              .putObject("application/json")
              .set("schema", JsonSchemas.ofRecord(body.toKongSchema()));
        }
        path.set(name, operation);
      }
    }
    return path;
  }

  /** The kind that a path is of, by its last segment; null for none. */
  private Kind kind(String template) {
    String last = template.substring(template.lastIndexOf('/') + 1);
    if (template.startsWith("/schemas") || template.startsWith("/quong")) {
      return null;
    }
    if (last.startsWith("{")) {
      return kinds.find(last.substring(1, last.length() - 1));
    }
    for (Kind kind : kinds.all()) {
      boolean top = template.length() > 1 && template.equals("/" + kind.resource().path());
      boolean nested = template.contains("}/") && last.equals(kind.nestedPath());
      if (top || nested) {
        return kind;
      }
    }
    return null;
  }

  private static ObjectNode operation(String method, String template, Kind kind) {
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("operationId", method + template.replaceAll("[^A-Za-z0-9]+", "_"));
    boolean list = kind != null && !template.endsWith("}");
    if (list && method.equals("get")) {
      ArrayNode query = operation.putArray("parameters");
      for (String name : List.of("size", "offset", "tags")) {
        query
            .addObject()
            .put("name", name)
            .put("in", "query")
            .putObject("schema")
            .put("type", name.equals("size") ? "integer" : "string");
      }
    }
    if (kind != null && WITH_BODY.contains(method)) {
      ObjectNode content = operation.putObject("requestBody").putObject("content");
      content.putObject("application/json").set("schema", body(method, kind));
    }
    ObjectNode responses = operation.putObject("responses");
    if (kind == null) {
      responses.putObject("default").put("description", "the answer");
      return operation;
    }
    String status = method.equals("post") ? "201" : method.equals("delete") ? "204" : "200";
    ObjectNode good = responses.putObject(status).put("description", "done");
    if (!method.equals("delete")) {
      ObjectNode entity = reference(kind.name());
      ObjectNode schema = entity;
      if (list && method.equals("get")) {
        schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode page = schema.putObject("properties");
        page.putObject("data").put("type", "array").set("items", entity);
        page.putObject("next").putArray("type").add("string").add("null");
        page.putObject("offset").put("type", "string");
      }
      good.putObject("content").putObject("application/json").set("schema", schema);
    }
    responses
        .putObject("4XX")
        .put("description", "refused")
        .putObject("content")
        .putObject("application/json")
        .set("schema", reference("error"));
    return operation;
  }

  /** A PATCH has any of the fields. */
  private static ObjectNode body(String method, Kind kind) {
    return method.equals("patch")
        ? JsonNodeFactory.instance.objectNode().put("type", "object")
        : reference(kind.name());
  }

  private static ObjectNode reference(String schema) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + schema);
  }
}
