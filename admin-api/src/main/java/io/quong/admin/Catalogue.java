package io.quong.admin;

import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Kinds;
import io.quong.admin.kind.SpecialKinds;
import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.plugin.PluginCatalogue;
import io.quong.schema.Resource;
import io.quong.schema.ResourceCatalogue;
import io.quong.schema.Schema;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What may be configured here: the enabled plugins, and the kinds of entities with theirs.
 *
 * @param described what has a schema and nothing else, by Kong's name of it
 */
public record Catalogue(PluginCatalogue plugins, Kinds kinds, Map<String, Schema> described) {
  private static final String PLUGINS = "plugins";

  /**
   * @param classes sees the gateway's own plugins and those of dropped-in jars
   */
  public static Catalogue of(Settings settings, ClassLoader classes) {
    PluginCatalogue plugins = PluginCatalogue.load(classes, enabled(settings));
    List<Kind> kinds = new ArrayList<>();
    Map<String, Schema> described = new HashMap<>();
    for (Schema schema : ResourceCatalogue.load(classes).all()) {
      String plugin = schema.resource().plugin();
      if (!plugin.isEmpty() && plugins.find(plugin).isEmpty()) {
        continue;
      }
      String name = schema.resource().kind();
      if (schema.resource().store() == Resource.Store.NONE) {
        described.put(name, schema);
      } else {
        kinds.add(new Kind(whole(schema, plugins, settings), SpecialKinds.rules(name)));
      }
    }
    return new Catalogue(plugins, new Kinds(kinds), described);
  }

  /** Plugins bring their configurations, the router's flavour what a route may hold. */
  private static Schema whole(Schema schema, PluginCatalogue plugins, Settings settings) {
    if (schema.type() == Route.class) {
      return RouterFlavour.of(settings.get(Keys.ROUTER_FLAVOR)).routes();
    }
    return schema.resource().kind().equals(PLUGINS) ? schema.with(plugins) : schema;
  }

  private static Predicate<String> enabled(Settings settings) {
    List<String> wanted = settings.get(Keys.PLUGINS);
    if (!wanted.isEmpty() && wanted.get(0).equals("off")) {
      return name -> false;
    }
    return wanted.contains("bundled") ? name -> true : wanted::contains;
  }
}
