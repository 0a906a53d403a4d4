package io.quong.launcher;

import io.quong.settings.ClusterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a program: its jar in a JVM, or the node's native image. */
final class ProgramCommand {
  private ProgramCommand() {}

  /**
   * @param flags more options, which a JVM and a native image take alike, such as {@code -Dx=y}
   * @throws Failure when what is to be started is not built
   */
  static List<String> of(Installation installation, Program program, List<String> flags)
      throws IOException, Failure {
    List<String> command = new ArrayList<>();
    List<String> last = new ArrayList<>();
    if (program == Program.DATA_PLANE && installation.settings().get(ClusterKeys.QUONG_NATIVE)) {
      Path image = installation.nativeNode();
      need(image, "the native node is not built (mvn -Pnative package, with GRAALVM_HOME)");
      installation.classes(program).forget();
      command.add(image.toString());
    } else {
      Path jar = installation.jar(program);
      need(jar, "the " + program.title() + " is not built");
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(program.jvmFlags());
      command.addAll(installation.classes(program).flags());
      last.addAll(List.of("-jar", jar.toString()));
    }
    command.addAll(flags);
    String own = installation.settings().get(program.javaOptions());
    if (own != null) {
      command.addAll(List.of(own.strip().split("\\s+")));
    }
    command.addAll(last);
    command.addAll(installation.arguments().toArguments());
    return command;
  }

  private static void need(Path file, String otherwise) throws Failure {
    if (!Files.exists(file)) {
      throw new Failure(otherwise + ": there is no " + file);
    }
  }
}
