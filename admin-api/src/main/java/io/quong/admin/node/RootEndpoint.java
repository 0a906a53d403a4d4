package io.quong.admin.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.store.Reader;
import io.quong.plugin.PluginCatalogue;
import io.quong.plugin.PluginDefinition;
import io.quong.program.ProductVersion;
import io.quong.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** {@code GET /}: what clients decide by what they may ask for. */
public final class RootEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;
  private final PluginCatalogue plugins;
  private final Reader reader;
  private final LogLevels logLevels;
  private final String nodeId;

  public RootEndpoint(
      Settings settings,
      PluginCatalogue plugins,
      Reader reader,
      LogLevels logLevels,
      String nodeId) {
    this.settings = settings;
    this.plugins = plugins;
    this.reader = reader;
    this.logLevels = logLevels;
    this.nodeId = nodeId;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/", this::get);
    endpoints.add(
        "GET",
        "/robots.txt",
        call -> Reply.text(200, "text/plain; charset=UTF-8", "User-agent: *\nDisallow: /"));
    endpoints.hide("/robots.txt");
  }

  private Reply get(Call call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("tagline", "Welcome to kong");
    body.put("version", ProductVersion.KONG);
    body.put("edition", "community");
    body.put("hostname", hostname());
    body.put("node_id", nodeId);
    body.put("lua_version", "Java " + Runtime.version());
    body.putObject("timers").put("running", 0).put("pending", 0);
    ObjectNode available = body.putObject("plugins").putObject("available_on_server");
    for (PluginDefinition plugin : plugins.definitions()) {
      available
          .putObject(plugin.name())
          .put("version", plugin.version().isEmpty() ? ProductVersion.KONG : plugin.version())
          .put("priority", plugin.priority());
    }
    ArrayNode configured = body.withObject("/plugins").putArray("enabled_in_cluster");
    reader.pluginNames().forEach(configured::add);
    ObjectNode pids = body.putObject("pids");
    pids.put("master", ProcessHandle.current().pid());
    pids.putArray("workers").add(ProcessHandle.current().pid());
    ObjectNode configuration = JSON.valueToTree(settings.asKongConfiguration());
    configuration.put("log_level", logLevels.current());
    configuration.put("quong_version", ProductVersion.QUONG);
    body.set("configuration", configuration);
    return Reply.ok(body);
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "localhost";
    }
  }
}
