package io.quong.launcher;

import io.quong.program.ProgramArguments;
import io.quong.program.ProgramFile;
import io.quong.settings.ClusterKeys;
import io.quong.settings.Key;
import io.quong.settings.Settings;
import io.quong.settings.SettingsException;
import io.quong.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One installation on this machine: its settings, and which programs belong to it.
 *
 * @param home the folder of the source tree
 * @param arguments as given, with what the asked program implies
 * @param settings read from them
 * @param programs those that should run
 */
record Installation(
    Path home, ProgramArguments arguments, Settings settings, List<Program> programs) {

  /**
   * Reads the settings.
   *
   * @param only the program that was asked for; null for all that the role has
   */
  static Installation open(
      Path home, ProgramArguments arguments, Program only, Map<String, String> environment)
      throws SettingsException {
    ProgramArguments given = arguments;
    if (only != null && remote(arguments, environment)) {
      // A program on its own that is told how to reach the other one plays that role of Kong.
      Map<String, String> overrides = new TreeMap<>(arguments.overrides());
      overrides.put("role", only == Program.CONTROL_PLANE ? "control_plane" : "data_plane");
      if (only == Program.DATA_PLANE) {
        overrides.put("database", "off");
      }
      given = new ProgramArguments(arguments.file(), overrides);
    }
    Settings settings = given.settings(environment);
    List<Program> programs =
        switch (settings.role()) {
          case TRADITIONAL -> List.of(Program.values());
          case CONTROL_PLANE -> List.of(Program.CONTROL_PLANE);
          case DATA_PLANE -> List.of(Program.DATA_PLANE);
        };
    return new Installation(home, given, settings, only == null ? programs : List.of(only));
  }

  /** Whether control plane and node are to meet over the network, by certificate or secret. */
  private static boolean remote(ProgramArguments arguments, Map<String, String> environment) {
    try {
      Settings settings =
          new SettingsReader(environment).read(arguments.file(), arguments.overrides());
      for (Key<?> key : List.of(ClusterKeys.QUONG_CLUSTER_SECRET, ClusterKeys.CLUSTER_CERT)) {
        if (settings.isGiven(key)) {
          return settings.role() == Settings.Role.TRADITIONAL;
        }
      }
      return false;
    } catch (SettingsException e) {
      // Told when they are read for good.
      return false;
    }
  }

  Path prefix() {
    return settings.prefix();
  }

  Path log(String name) {
    return prefix().resolve("logs").resolve(name + ".log");
  }

  /** What is started of a program. */
  Path jar(Program program) {
    return home.resolve(program.module()).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** The node as a native image, which {@code mvn -Pnative package} builds. */
  Path nativeNode() {
    return home.resolve(Program.DATA_PLANE.module()).resolve("target/quong-data-plane-runner");
  }

  ClassArchive classes(Program program) {
    return new ClassArchive(this, program, jar(program));
  }

  ProgramFile file(Program program) {
    return new ProgramFile(prefix(), program.id());
  }

  /** What the program says of itself, if it runs; null otherwise. */
  ProgramFile.Content running(Program program) {
    ProgramFile.Content content = file(program).read();
    return content != null && content.runs() ? content : null;
  }
}
