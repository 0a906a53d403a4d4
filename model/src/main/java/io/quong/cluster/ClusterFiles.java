package io.quong.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * The small files under the prefix by which control plane and node of one machine find each other
 * without a setting. All of them are for their owner alone.
 */
public final class ClusterFiles {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path run;

  /**
   * @param prefix the installation's folder
   */
  public ClusterFiles(Path prefix) {
    run = prefix.resolve("run");
  }

  /** Where the control plane of this machine listens, {@code host:port}; null when unknown. */
  public String address() throws IOException {
    return read(run.resolve("cluster"));
  }

  /** Says where the control plane listens; whoever reads sees the old or the new, never half. */
  public void address(String hostAndPort) throws IOException {
    Path written = temporary(hostAndPort);
    Files.move(written, run.resolve("cluster"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The secret of this installation, made by whoever asks first. */
  public SharedSecret secret() throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return new SharedSecret(once("cluster-secret", HexFormat.of().formatHex(random)));
  }

  /** The id of the node that lives in this prefix, made by whoever asks first. */
  public String nodeId() throws IOException {
    return once("node-id", UUID.randomUUID().toString());
  }

  /** The file's content; {@code otherwise} becomes it when there is none yet. */
  private String once(String name, String otherwise) throws IOException {
    Path file = run.resolve(name);
    String present = read(file);
    if (present != null) {
      return present;
    }
    Path written = temporary(otherwise);
    try {
      // A link fails when the name is taken, so of two processes that start at once one wins.
      Files.createLink(file, written);
      return otherwise;
    } catch (FileAlreadyExistsException e) {
      return read(file);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private Path temporary(String content) throws IOException {
    Files.createDirectories(run);
    Path file = Files.createTempFile(run, ".cluster", ".tmp", OWNER_ONLY);
    Files.writeString(file, content + "\n", StandardCharsets.UTF_8);
    return file;
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8).strip() : null;
  }
}
