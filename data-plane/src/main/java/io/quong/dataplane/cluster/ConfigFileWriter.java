package io.quong.dataplane.cluster;

import io.quong.cluster.SyncHead;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/**
 * Writes one configuration file beside the one that counts, and lets it take that one's place when
 * it is whole and on the disk.
 */
final class ConfigFileWriter implements Closeable {
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream out;
  private final MessageDigest digest = Digests.sha256();
  private long entities;

  /**
   * @param key null to write plain text
   */
  ConfigFileWriter(Path temporary, SyncHead head, NodeKey key) throws IOException {
    this.temporary = temporary;
    Files.deleteIfExists(temporary);
    channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      OutputStream file = new BufferedOutputStream(unclosing(channel), 1 << 16);
      out = key == null ? file : Sealed.output(file, key);
      put(SyncHead.full(head.installation(), head.version()).line());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Appends a line of an entity. */
  void line(byte[] line) throws IOException {
    entities++;
    put(line);
  }

  /** Ends the file, forces it to the disk and gives it the name. */
  void commit(Path name) throws IOException {
    String sum = HexFormat.of().formatHex(digest.digest());
    String end = "{\"end\":" + entities + ",\"sha256\":\"" + sum + "\"}\n";
    out.write(end.getBytes(StandardCharsets.UTF_8));
    out.close();
    channel.force(true);
    channel.close();
    Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE);
    // Without this a power cut may bring the old name back, or none.
    try (FileChannel folder = FileChannel.open(name.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private void put(byte[] line) throws IOException {
    digest.update(line);
    out.write(line);
  }

  /** Leaves nothing behind, unless it was committed. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }

  /** The channel must still be open when it is forced to the disk. */
  private static OutputStream unclosing(FileChannel channel) {
    OutputStream stream = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        stream.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        stream.write(bytes, from, length);
      }
    };
  }
}
