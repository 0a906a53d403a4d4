package io.quong.dataplane.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quong.cluster.ChangeLine;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.SyncHead;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Reads a configuration file, and checks it. */
final class ConfigFileReader {
  /** Far above what the control plane takes for one entity. */
  static final int LONGEST_LINE = 64 << 20;

  private ConfigFileReader() {}

  /** Its text, decrypted when it is encrypted. */
  static InputStream open(Path file, NodeKey key) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      byte[] start = raw.readNBytes(Sealed.MAGIC.length);
      if (!Sealed.is(start)) {
        return new SequenceInputStream(new java.io.ByteArrayInputStream(start), raw);
      }
      if (key == null) {
        throw new IOException("it is encrypted, and QUONG_NODE_KEY is not set");
      }
      return Sealed.input(raw, key);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * Goes through the whole file.
   *
   * @param entities gets each line of an entity, before it is known whether the file is whole
   * @return its head
   * @throws IOException when anything of it is not as it was written; the message says what
   */
  static SyncHead verify(Path file, NodeKey key, LineTarget entities) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (LineReader lines = new LineReader(open(file, key), LONGEST_LINE)) {
      byte[] line = lines.next();
      if (line == null) {
        throw new EOFException("it is empty");
      }
      SyncHead head = head(line);
      digest.update(line);
      for (line = lines.next(); line != null && ChangeLine.isChange(line); line = lines.next()) {
        digest.update(line);
        entities.line(line);
      }
      if (line == null) {
        throw new EOFException("it breaks off before its end");
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(tree(line).path("sha256").asText())) {
        throw new IOException("its checksum does not match");
      }
      if (lines.next() != null) {
        throw new IOException("something follows its end");
      }
      return head;
    }
  }

  private static SyncHead head(byte[] line) throws IOException {
    try {
      return SyncHead.of(tree(line));
    } catch (IllegalArgumentException e) {
      throw new IOException("it does not begin as a configuration file does", e);
    }
  }

  private static JsonNode tree(byte[] line) throws IOException {
    try {
      return ClusterWire.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("it has a line that is no JSON");
    }
  }

  /** Takes lines; may fail as a file does. */
  interface LineTarget {
    void line(byte[] line) throws IOException;
  }
}
