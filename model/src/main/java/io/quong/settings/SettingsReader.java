package io.quong.settings;

import io.quong.vault.EnvironmentVault;
import io.quong.vault.VaultException;
import io.quong.vault.VaultReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads settings: defaults under a file under the environment under the command line. All that is
 * wrong is collected, not only the first.
 */
public final class SettingsReader {
  static final List<Key<?>> KEYS =
      Stream.of(
              Keys.ALL, ClientKeys.ALL, LogKeys.ALL, StoreKeys.ALL, ClusterKeys.ALL, AdminKeys.ALL)
          .flatMap(List::stream)
          .toList();

  private static final List<Path> USUAL =
      List.of(Path.of("/etc/kong/kong.conf"), Path.of("/etc/kong.conf"));

  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "nginx_(main|events|http|proxy|location|upstream|status|admin|stream|sproxy|supstream"
              + "|wasm_\\w+?|debug|injected)_\\w+|pluginserver_\\w+|vault_\\w+");

  private final Map<String, String> environment;
  private final EnvironmentVault vault;
  private final Map<String, Key<?>> known = new TreeMap<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  public SettingsReader(Map<String, String> environment) {
    this.environment = environment;
    vault = new EnvironmentVault(environment);
    for (Key<?> key : KEYS) {
      known.put(key.name(), key);
      key.aliases().forEach(alias -> known.put(alias, key));
    }
  }

  /**
   * @param file {@code -c}; null for the first of Kong's usual places that exists, or none
   * @param overrides what the command line says, by key
   * @throws SettingsException with all that is wrong
   */
  public Settings read(Path file, Map<String, String> overrides) throws SettingsException {
    Map<String, String> texts = new TreeMap<>();
    Map<String, String> directives = new TreeMap<>();
    fromFile(file)
        .forEach((name, text) -> place(name, text, "key '" + name + "'", texts, directives));
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              String name = name(variable);
              if (name != null) {
                place(name, text, "variable " + variable, texts, directives);
              }
            });
    texts.putAll(overrides);
    Map<Key<?>, Settings.Entry> entries = new LinkedHashMap<>();
    String prefix = texts.getOrDefault(Keys.VAULT_ENV_PREFIX.name(), "");
    KEYS.forEach(key -> entries.put(key, entry(key, texts, prefix)));
    Settings settings = new Settings(entries, directives, warnings);
    if (errors.isEmpty()) {
      errors.addAll(StartChecks.problems(settings));
    }
    if (!errors.isEmpty()) {
      throw new SettingsException(errors);
    }
    return settings;
  }

  private Map<String, String> fromFile(Path file) {
    try {
      if (file != null) {
        return ConfigFile.read(file);
      }
      for (Path usual : USUAL) {
        if (Files.exists(usual)) {
          return ConfigFile.read(usual);
        }
      }
    } catch (BadValue e) {
      errors.add(e.getMessage());
    }
    return Map.of();
  }

  /** The key that a variable would set; null when it is none of ours. */
  private static String name(String variable) {
    if (variable.startsWith("KONG_")) {
      String name = variable.substring(5).toLowerCase(Locale.ROOT);
      // KONG_QUONG_… would be a second name for ours.
      return name.startsWith("quong_") ? "kong_" + name : name;
    }
    return variable.startsWith("QUONG_") ? variable.toLowerCase(Locale.ROOT) : null;
  }

  private void place(
      String name,
      String text,
      String source,
      Map<String, String> texts,
      Map<String, String> directives) {
    Key<?> key = known.get(name);
    if (key != null) {
      texts.put(key.name(), text);
    } else if (DIRECTIVE.matcher(name).matches()) {
      directives.put(name, text);
      warnings.add(
          source + " has no effect: there is no nginx in Quong, and no such directive is known");
    } else {
      warnings.add(source + " is not a setting, and ignored");
    }
  }

  private <T> Settings.Entry entry(Key<T> key, Map<String, String> texts, String vaultPrefix) {
    String text = texts.get(key.name());
    boolean given = text != null;
    try {
      if (given && VaultReference.looksLikeOne(text)) {
        text = dereferenced(text, vaultPrefix);
      }
      boolean unset = given ? text.isEmpty() : key.defaultText() == null;
      if (given && unset && !mayBeUnset(key)) {
        unset = false;
        given = false;
        warnings.add(key.variable() + " is empty: the default holds, " + key.defaultText());
      }
      if (unset) {
        return new Settings.Entry(null, key.kind().unset(), given);
      }
      String holds = given ? text : key.defaultText();
      T value = key.kind().parse(key.name(), holds);
      if (given) {
        judge(key, value, holds);
      }
      return new Settings.Entry(holds, value, given);
    } catch (BadValue e) {
      errors.add(e.getMessage());
    } catch (VaultException e) {
      errors.add(
          "failed to dereference '"
              + texts.get(key.name())
              + "': "
              + e.getMessage()
              + " for config option '"
              + key.name()
              + "'");
    }
    return new Settings.Entry(null, key.kind().unset(), given);
  }

  private String dereferenced(String text, String vaultPrefix) throws VaultException {
    VaultReference reference = VaultReference.parse(text);
    if (!reference.vault().equals("env")) {
      throw new VaultException("vault not found (" + reference.vault() + ")");
    }
    return vault.resolve(reference, vaultPrefix);
  }

  /** Texts and lists can be unset; a number or a flag always has a value. */
  private static boolean mayBeUnset(Key<?> key) {
    boolean enumerated = key == Keys.ROLE || key == StoreKeys.DATABASE || key == Keys.PREFIX;
    return key.defaultText() == null
        || (key.kind() == Kind.TEXT && !enumerated)
        || key.kind().unset() != null;
  }

  private <T> void judge(Key<T> key, T value, String text) {
    errors.addAll(key.problems(value));
    if (key.noEffect() != null && !text.equals(key.defaultText())) {
      warnings.add(key.name() + " has no effect: " + key.noEffect());
    }
    if (key.kind() == Kind.FLAG && !text.matches("(?i)on|off|true|false")) {
      warnings.add(key.name() + ": '" + text + "' counts as off");
    }
  }
}
