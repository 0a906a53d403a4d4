package io.quong.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All entities, core ones and those of plugins, by the index that the build writes. */
public final class ResourceCatalogue {
  /** The index: one class name a line, in every jar that has entities. */
  public static final String INDEX = "META-INF/quong/resources";

  private static final class Own {
    static final ResourceCatalogue CATALOGUE = load(ResourceCatalogue.class.getClassLoader());
  }

  private final Map<String, Schema> byKind = new TreeMap<>();

  private ResourceCatalogue() {}

  /** What the gateway's own class path has. */
  public static ResourceCatalogue get() {
    return Own.CATALOGUE;
  }

  /** What a class loader sees: the gateway's own entities and those of dropped-in jars. */
  public static ResourceCatalogue load(ClassLoader loader) {
    ResourceCatalogue catalogue = new ResourceCatalogue();
    try {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        for (String name : lines(index)) {
          Schema schema = Schema.of(Class.forName(name, false, loader).asSubclass(Record.class));
          catalogue.byKind.put(schema.resource().kind(), schema);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException("an entity of the index is missing", missing);
    }
    return catalogue;
  }

  private static List<String> lines(URL index) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var reader =
        new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          lines.add(line.trim());
        }
      }
    }
    return lines;
  }

  /** The entity of a kind: {@code services}, {@code keyauth_credentials}. */
  public Optional<Schema> find(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** All, by kind. */
  public List<Schema> all() {
    return List.copyOf(byKind.values());
  }
}
