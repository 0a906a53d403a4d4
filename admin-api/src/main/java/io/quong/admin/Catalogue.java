package io.quong.admin;

import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Kinds;
import io.quong.admin.kind.SpecialKinds;
import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.plugin.PluginCatalogue;
import io.quong.schema.ResourceCatalogue;
import io.quong.schema.Schema;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What may be configured here: the enabled plugins, and the kinds of entities with theirs. */
public record Catalogue(PluginCatalogue plugins, Kinds kinds) {
  private static final String PLUGINS = "plugins";

  /**
   * @param classes sees the gateway's own plugins and those of dropped-in jars
   */
  public static Catalogue of(Settings settings, ClassLoader classes) {
    PluginCatalogue plugins = PluginCatalogue.load(classes, enabled(settings));
    List<Kind> kinds = new ArrayList<>();
    for (Schema schema : ResourceCatalogue.load(classes).all()) {
      String plugin = schema.resource().plugin();
      if (plugin.isEmpty() || plugins.find(plugin).isPresent()) {
        String name = schema.resource().kind();
        kinds.add(new Kind(whole(schema, plugins, settings), SpecialKinds.rules(name)));
      }
    }
    return new Catalogue(plugins, new Kinds(kinds));
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
