package io.quong.admin.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who runs PostgreSQL. It refuses to run as root; so root runs it as {@code postgres} or, where
 * there is no such user, {@code nobody}. Everybody else runs it as they are.
 */
final class ServerAccount {
  private static final List<String> CANDIDATES = List.of("postgres", "nobody");

  /** Null: as we are. */
  private final UserPrincipal user;

  private final GroupPrincipal group;

  /** Whether that user may walk down to the prefix; otherwise it needs a capability to. */
  private final boolean reaches;

  private ServerAccount(UserPrincipal user, GroupPrincipal group, boolean reaches) {
    this.user = user;
    this.group = group;
    this.reaches = reaches;
  }

  /**
   * @param folder where programs and data are; it exists
   * @param data who owns it already runs the server, if that is somebody else than root
   */
  static ServerAccount of(Path folder, Path data) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return new ServerAccount(null, null, true);
    }
    if (Files.exists(data)) {
      PosixFileAttributes owned = Files.readAttributes(data, PosixFileAttributes.class);
      if (!owned.owner().getName().equals("root")) {
        return new ServerAccount(owned.owner(), owned.group(), walks(folder));
      }
    }
    UserPrincipalLookupService users = folder.getFileSystem().getUserPrincipalLookupService();
    for (String candidate : CANDIDATES) {
      try {
        UserPrincipal user = users.lookupPrincipalByName(candidate);
        return new ServerAccount(user, group(users, candidate), walks(folder));
      } catch (UserPrincipalNotFoundException e) {
        // the next one, then
      }
    }
    throw new IOException(
        "PostgreSQL does not run as root, and there is no user postgres or nobody");
  }

  private static GroupPrincipal group(UserPrincipalLookupService users, String user)
      throws IOException {
    for (String name : List.of(user, "nogroup", "nobody")) {
      try {
        return users.lookupPrincipalByGroupName(name);
      } catch (UserPrincipalNotFoundException e) {
        // the next one, then
      }
    }
    throw new IOException("there is no group for the user " + user);
  }

  private static boolean walks(Path folder) throws IOException {
    for (Path path = folder; path != null; path = path.getParent()) {
      if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /** Gives a file or folder to the account. */
  void own(Path path) throws IOException {
    if (user != null) {
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      view.setOwner(user);
      view.setGroup(group);
    }
  }

  /** The command that runs another one as the account. */
  List<String> command(List<String> of) throws IOException {
    if (user == null) {
      return of;
    }
    List<String> command = new ArrayList<>();
    if (installed("setpriv")) {
      command.addAll(
          List.of(
              "setpriv",
              "--reuid=" + user.getName(),
              "--regid=" + group.getName(),
              "--clear-groups"));
      if (!reaches) {
        // A folder above is closed to the account (/root, say): the right to walk through it, and
        // to have it counted when a program asks for it by access(2).
        command.addAll(
            List.of(
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override",
                "--securebits=+no_setuid_fixup"));
      }
      command.add("--");
      command.addAll(of);
      return command;
    }
    if (!reaches) {
      throw new IOException(
          "the user "
              + user.getName()
              + ", who runs PostgreSQL for root, cannot enter the prefix: choose another by -p");
    }
    StringBuilder line = new StringBuilder("exec");
    of.forEach(word -> line.append(" '").append(word.replace("'", "'\\''")).append('\''));
    command.addAll(List.of("su", user.getName(), "-s", "/bin/sh", "-c", line.toString()));
    return command;
  }

  private static boolean installed(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
