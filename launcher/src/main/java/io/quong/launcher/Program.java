package io.quong.launcher;

import io.quong.settings.ClusterKeys;
import io.quong.settings.Key;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import java.util.List;
import java.util.Locale;

/** The two programs. */
enum Program {
  CONTROL_PLANE("control plane", "admin-api"),
  DATA_PLANE("data plane", "data-plane");

  private final String title;
  private final String module;

  Program(String title, String module) {
    this.title = title;
    this.module = module;
  }

  /** {@code control-plane}: on the command line, in names of files. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  /** Its folder in the source tree. */
  String module() {
    return module;
  }

  /** Options for its JVM that the operator gives. */
  Key<String> javaOptions() {
    return this == CONTROL_PLANE
        ? ClusterKeys.QUONG_CONTROL_PLANE_JAVA_OPTIONS
        : ClusterKeys.QUONG_DATA_PLANE_JAVA_OPTIONS;
  }

  /** Options for its JVM; those of the node by measurement, see ADR 0009. */
  List<String> jvmFlags() {
    return this == CONTROL_PLANE
        ? List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m")
        : List.of(
            "-XX:+UseG1GC",
            "-Xms32m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:G1PeriodicGCInterval=30000",
            "-XX:+ExitOnOutOfMemoryError");
  }

  /** The listen list that a client of it knows best. */
  Key<List<Listen>> mainListen() {
    return this == CONTROL_PLANE ? Keys.ADMIN_LISTEN : Keys.PROXY_LISTEN;
  }

  static Program of(String id) throws Failure {
    for (Program program : values()) {
      if (program.id().equals(id)) {
        return program;
      }
    }
    throw new Failure("unknown program: " + id + " (control-plane, data-plane)");
  }
}
