package io.quong.admin.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, which come as an archive on the class path, for this platform. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The release, such as 17.6.0. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}, unpacked when it is not there yet.
   *
   * @throws IOException when there is no archive for this platform, or no room
   */
  static Path unpacked(Path folder) throws IOException {
    Path home = folder.resolve(version());
    if (Files.isDirectory(home)) {
      return home;
    }
    String archive = "/" + archive();
    try (InputStream in = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (in == null) {
        throw new IOException(
            "this build has no PostgreSQL for this platform ("
                + archive.substring(1)
                + "): name a server by KONG_PG_HOST");
      }
      Files.createDirectories(folder);
      Path fresh = Files.createTempDirectory(folder, ".unpacking");
      try {
        unpack(in, fresh);
        // Another user runs these programs when we are root.
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Folders.delete(fresh);
        if (!Files.isDirectory(home)) {
          throw e;
        }
      }
    }
    return home;
  }

  private static String archive() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = arch.contains("aarch64") || arch.contains("arm64");
    boolean mac = os.contains("mac") || os.contains("darwin");
    String cpu = arm ? "arm_64" : "x86_64";
    boolean musl = !mac && Files.exists(Path.of("/etc/alpine-release"));
    return "postgres-"
        + (mac ? "darwin" : "linux")
        + "-"
        + cpu
        + (musl ? "-alpine_linux" : "")
        + ".txz";
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(archive), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the archive has an entry outside of its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          link(target, entry.getLinkName());
        } else if (entry.isLink()) {
          Files.createLink(target, folder.resolve(entry.getLinkName()).normalize());
        } else {
          Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static void link(Path target, String to) throws IOException {
    try {
      Files.createSymbolicLink(target, Path.of(to));
    } catch (FileAlreadyExistsException e) {
      Files.delete(target);
      Files.createSymbolicLink(target, Path.of(to));
    }
  }
}
