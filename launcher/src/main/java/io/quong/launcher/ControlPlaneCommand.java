package io.quong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that the control plane's program carries out and ends. */
final class ControlPlaneCommand {
  private ControlPlaneCommand() {}

  /** Runs it on this command's own console; answers its exit status. */
  static int run(Installation installation, List<String> words)
      throws IOException, Failure, InterruptedException {
    Path jar =
        installation
            .home()
            .resolve(Program.CONTROL_PLANE.module())
            .resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new Failure("the control plane is not built: there is no " + jar);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Program.CONTROL_PLANE.jvmFlags());
    command.addAll(List.of("-jar", jar.toString(), "command"));
    command.addAll(words);
    command.add("--");
    command.addAll(installation.arguments().toArguments());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
