package io.quong.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars that an operator drops into {@code plugins.d} under the prefix. */
public final class PluginJars {
  private PluginJars() {}

  /**
   * A class loader with the jars of a folder behind another one. Never closed: plugins load classes
   * until their last request.
   *
   * @param folder need not exist
   * @param own the gateway's class loader; it is the answer when there are no jars
   */
  public static ClassLoader loader(Path folder, ClassLoader own) {
    List<URL> urls = new ArrayList<>();
    try {
      for (Path file : in(folder)) {
        urls.add(file.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new UncheckedIOException("plugins in " + folder + " cannot be read", e);
    }
    return urls.isEmpty() ? own : new URLClassLoader("plugins.d", urls.toArray(URL[]::new), own);
  }

  /**
   * The jars of a folder.
   *
   * @param folder need not exist
   */
  public static List<Path> in(Path folder) {
    List<Path> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
        files.forEach(jars::add);
      } catch (IOException e) {
        throw new UncheckedIOException("plugins in " + folder + " cannot be read", e);
      }
    }
    return jars;
  }
}
