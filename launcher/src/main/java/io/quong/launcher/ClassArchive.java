package io.quong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a program as its JVM keeps them (AppCDS): written when the program first ends, and
 * mapped at each start after it, which is then a third cheaper. It stands beside what was built,
 * one for each Java version, and is made anew when the program was built anew; a tree that cannot
 * be written to has none.
 */
final class ClassArchive {
  private static final String QUIET = "-Xlog:cds*=error";

  private final Path archive;
  private final Path draft;
  private final Path jar;

  ClassArchive(Installation installation, Program program, Path jar) {
    Path folder = installation.home().resolve("target");
    String name = program.id() + "-" + Runtime.version();
    archive = folder.resolve(name + ".jsa");
    // Installations of one tree may end at the same time.
    draft = folder.resolve(name + "-" + Integer.toHexString(installation.prefix().hashCode()));
    this.jar = jar;
  }

  /** Options for the JVM that is about to be started. */
  List<String> flags() throws IOException {
    if (Files.exists(archive)
        && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0) {
      return List.of(QUIET, "-XX:SharedArchiveFile=" + archive);
    }
    if (!Files.isWritable(archive.getParent())) {
      return List.of();
    }
    Files.deleteIfExists(draft);
    return List.of(QUIET, "-XX:ArchiveClassesAtExit=" + draft);
  }

  /** Before the program is started without a JVM: a draft of an earlier start is not its own. */
  void forget() throws IOException {
    Files.deleteIfExists(draft);
  }

  /**
   * Takes what the program wrote when it ended of itself. What a killed one left is never used: it
   * may be the half of an archive, which a JVM does not notice.
   */
  void keep() throws IOException {
    if (Files.exists(draft)) {
      Files.move(draft, archive, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
