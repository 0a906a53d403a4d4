package io.quong.admin.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.admin.lint.Finding.Severity;
import io.quong.admin.store.Reader;
import io.quong.admin.store.Row;
import io.quong.plugin.PluginCatalogue;
import io.quong.plugin.PluginDefinition;
import java.util.List;
import java.util.Set;

/** Plugins that can never run where they are. */
final class PluginLint {
  private static final Set<String> AUTHENTICATION =
      Set.of(
          "key-auth",
          "basic-auth",
          "hmac-auth",
          "jwt",
          "jwt-bearer",
          "oauth2",
          "ldap-auth",
          "session");

  private final Reader reader;
  private final PluginCatalogue plugins;
  private final List<Finding> findings;

  /** The greatest priority of what tells consumers; nothing before it knows of one. */
  private int authentication = Integer.MIN_VALUE;

  PluginLint(Reader reader, PluginCatalogue plugins, List<Finding> findings) {
    this.reader = reader;
    this.plugins = plugins;
    this.findings = findings;
  }

  void gather(Row plugin) {
    String name = plugin.body().path("name").asText();
    PluginDefinition definition = plugins.find(name).orElse(null);
    if (definition != null
        && AUTHENTICATION.contains(name)
        && plugin.body().path("enabled").asBoolean()) {
      authentication = Math.max(authentication, definition.priority());
    }
  }

  void look(Row plugin) {
    PluginDefinition definition = plugins.find(plugin.body().path("name").asText()).orElse(null);
    if (!plugin.body().path("enabled").asBoolean()) {
      return;
    }
    if (definition == null || !definition.runs()) {
      add("plugin-does-not-run", plugin, "Remove it: this version can't run the plugin.");
      return;
    }
    if (!plugin.body().path("consumer").isNull() && definition.priority() > authentication) {
      add(
          "consumer-before-authentication",
          plugin,
          "Configure an authentication plugin that runs before it: without one no request has a"
              + " consumer when the plugin runs.");
    }
    String route = plugin.body().path("route").path("id").asText();
    Row bound = route.isEmpty() ? null : reader.byId("routes", route);
    if (bound != null && !share(plugin.body().path("protocols"), bound.body().path("protocols"))) {
      add(
          "plugin-of-other-protocols",
          plugin,
          "Give the plugin a protocol of its route: it has none of them, so it never runs.");
    }
  }

  private void add(String id, Row plugin, String advice) {
    findings.add(new Finding(id, Severity.WARNING, List.of(plugin), advice));
  }

  private static boolean share(JsonNode some, JsonNode others) {
    for (JsonNode one : some) {
      for (JsonNode other : others) {
        if (one.equals(other)) {
          return true;
        }
      }
    }
    return false;
  }
}
