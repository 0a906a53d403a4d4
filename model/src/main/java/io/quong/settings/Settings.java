package io.quong.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of a program, read and checked once when it starts. Secrets are never part of {@link
 * #toString()} or of {@link #asKongConfiguration()}.
 */
public final class Settings {
  /** Control plane, node or both: Kong's {@code role}. */
  public enum Role {
    TRADITIONAL,
    CONTROL_PLANE,
    DATA_PLANE
  }

  /**
   * What holds for a key.
   *
   * @param text as written, references resolved; null when unset
   * @param value of the key's kind
   * @param given whether somebody set it
   */
  record Entry(String text, Object value, boolean given) {
    @Override
    public String toString() {
      return given ? "given" : "default";
    }
  }

  private final Map<Key<?>, Entry> entries;
  private final Map<String, String> directives;
  private final List<String> warnings;

  Settings(Map<Key<?>, Entry> entries, Map<String, String> directives, List<String> warnings) {
    this.entries = entries;
    this.directives = directives;
    this.warnings = List.copyOf(warnings);
  }

  /** All keys there are, Kong's and ours. */
  public static List<Key<?>> keys() {
    return SettingsReader.KEYS;
  }

  /** What the defaults alone give. */
  public static Settings defaults() {
    try {
      return new SettingsReader(Map.of()).read(null, Map.of());
    } catch (SettingsException e) {
      throw new IllegalStateException("the defaults do not hold: " + e.getMessage(), e);
    }
  }

  /**
   * The value; for a key that is unset and has no default null, or the empty list.
   *
   * <p>An empty text unsets a key. Keys of numbers, flags and enumerations then have their default
   * again, so that only keys declared without one are ever null.
   */
  @SuppressWarnings("unchecked")
  public <T> T get(Key<T> key) {
    return (T) entries.get(key).value();
  }

  /** The value, or another when there is none. */
  public <T> T get(Key<T> key, T otherwise) {
    T value = get(key);
    return value == null ? otherwise : value;
  }

  /** Whether somebody set it, by file, environment or command line. */
  public boolean isGiven(Key<?> key) {
    return entries.get(key).given();
  }

  /** What should be told at start: no secrets. */
  public List<String> warnings() {
    return warnings;
  }

  public Role role() {
    return Role.valueOf(get(Keys.ROLE).toUpperCase(Locale.ROOT));
  }

  /** The installation's folder, absolute. */
  public Path prefix() {
    return Path.of(get(Keys.PREFIX)).toAbsolutePath().normalize();
  }

  /** Whether PostgreSQL runs under the prefix because no other server is named. */
  public boolean embeddedDatabase() {
    return !withoutDatabase() && get(StoreKeys.PG_HOST) == null;
  }

  /** Whether the configuration is a document: {@code database = off}. */
  public boolean withoutDatabase() {
    return get(StoreKeys.DATABASE).equals("off");
  }

  /**
   * Whether {@code headers} asks for the response header, given in lower case: by its own name or
   * by {@code server_tokens} or {@code latency_tokens}.
   */
  public boolean headerEnabled(String lowerCaseName) {
    return EnabledHeaders.of(get(Keys.HEADERS_ADDED)).contains(lowerCaseName);
  }

  /**
   * Kong's open-ended {@code nginx_…} keys as they were given; nothing reads them but {@code GET
   * /}.
   */
  Map<String, String> directives() {
    return directives;
  }

  /** The text that holds for the key, {@code ******} for a secret; null when unset. */
  public String shownText(Key<?> key) {
    String text = entries.get(key).text();
    return text != null && key.isSensitive() ? "******" : text;
  }

  /**
   * The object {@code configuration} of Kong's {@code GET /}: maps, lists, texts, numbers,
   * booleans.
   */
  public Map<String, Object> asKongConfiguration() {
    return new KongConfiguration(this).shown();
  }

  @SuppressWarnings("unchecked")
  <T> Object shown(Key<T> key) {
    Entry entry = entries.get(key);
    if (entry.text() == null) {
      return null;
    }
    return key.isSensitive() ? "******" : key.kind().shown(entry.text(), (T) entry.value());
  }

  @Override
  public String toString() {
    Map<String, String> given = new LinkedHashMap<>();
    entries.forEach(
        (key, entry) -> {
          if (entry.given()) {
            given.put(key.name(), shownText(key));
          }
        });
    return "Settings" + given;
  }
}
