package io.quong.admin.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.plugin.PluginCatalogue;
import io.quong.plugin.PluginDefinition;
import io.quong.program.ProductVersion;
import java.util.Locale;

/** {@code GET /quong/plugins}: what each plugin can do here, and whether it runs. */
public final class PluginEndpoints {
  private final PluginCatalogue plugins;

  public PluginEndpoints(PluginCatalogue plugins) {
    this.plugins = plugins;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/quong/plugins", this::list);
  }

  private Reply list(Call call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode data = body.putArray("data");
    plugins.definitions().forEach(plugin -> data.add(shown(plugin)));
    return Reply.ok(body);
  }

  private static ObjectNode shown(PluginDefinition plugin) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("name", plugin.name());
    shown.put("runs", plugin.runs());
    shown.put("version", plugin.version().isEmpty() ? ProductVersion.KONG : plugin.version());
    shown.put("priority", plugin.priority());
    addAll(shown.putArray("scopes"), plugin.scopes());
    addAll(shown.putArray("phases"), plugin.phases());
    addAll(shown.putArray("protocols"), plugin.protocols());
    return shown;
  }

  private static void addAll(ArrayNode list, Iterable<?> values) {
    for (Object value : values) {
      list.add(value.toString().toLowerCase(Locale.ROOT));
    }
  }
}
