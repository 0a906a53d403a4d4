package io.quong.admin.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.Catalogue;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Kinds;
import io.quong.plugin.PluginCatalogue;
import io.quong.schema.AutoValues;
import io.quong.schema.Mode;
import io.quong.schema.Prepared;
import io.quong.schema.Schema;
import java.util.Map;

/** {@code /schemas/…}: what entities may be, and a check of one that makes nothing. */
public final class SchemaEndpoints {
  private final Kinds kinds;
  private final Map<String, Schema> described;
  private final PluginCatalogue plugins;
  private final AutoValues auto;

  public SchemaEndpoints(Catalogue catalogue, AutoValues auto) {
    this.kinds = catalogue.kinds();
    this.described = catalogue.described();
    this.plugins = catalogue.plugins();
    this.auto = auto;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/schemas/{db_entity_name}", this::entity);
    endpoints.add("POST", "/schemas/{db_entity_name}/validate", this::validate);
    endpoints.add("GET", "/schemas/plugins/{name}", this::plugin);
    endpoints.add("POST", "/schemas/plugins/validate", call -> check("plugins", call));
    endpoints.add("GET", "/schemas/vaults/{name}", this::vault);
    endpoints.add("POST", "/schemas/vaults/validate", call -> check("vaults", call));
    endpoints.add("GET", "/schemas/filters/{name}", this::filter);
    endpoints.add("GET", "/plugins/enabled", call -> enabled());
    endpoints.add("GET", "/plugins/schema/{name}", this::configuration);
  }

  private Schema schema(String name) {
    Kind kind = kinds.find(name);
    Schema schema = kind == null ? described.get(name) : kind.schema();
    if (schema == null) {
      throw AdminError.plain(404, "No entity named '" + name + "'");
    }
    return schema;
  }

  private Reply entity(Call call) {
    return Reply.ok(schema(call.parameter("db_entity_name")).toKongSchema());
  }

  private Reply validate(Call call) {
    return check(call.parameter("db_entity_name"), call);
  }

  private Reply check(String name, Call call) {
    Schema schema = schema(name);
    ObjectNode body = call.body().tree();
    if (call.body().form()) {
      body = schema.convert(body, null);
    }
    Prepared prepared = schema.insert(body, auto, Mode.INSERT);
    if (!prepared.isGood()) {
      throw AdminError.schema(prepared.errors());
    }
    return Reply.message(200, "schema validation successful");
  }

  private ObjectNode subschema(String kind, String name, String title) {
    ObjectNode found = kinds.get(kind).schema().subschemaView(name);
    if (found == null) {
      throw AdminError.plain(404, "No " + title + " named '" + name + "'");
    }
    return found;
  }

  private Reply plugin(Call call) {
    return Reply.ok(subschema("plugins", call.parameter("name"), "plugin"));
  }

  private Reply vault(Call call) {
    return Reply.ok(subschema("vaults", call.parameter("name"), "vault"));
  }

  /** The record of the plugin's configuration alone. */
  private Reply configuration(Call call) {
    String name = call.parameter("name");
    return plugins
        .configView(name)
        .map(Reply::ok)
        .orElseThrow(() -> AdminError.plain(404, "No plugin named '" + name + "'"));
  }

  private Reply filter(Call call) {
    throw AdminError.plain(404, "Filter '" + call.parameter("name") + "' not found");
  }

  private Reply enabled() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode names = body.putArray("enabled_plugins");
    plugins.definitions().forEach(plugin -> names.add(plugin.name()));
    return Reply.ok(body);
  }
}
