package io.quong.admin.declarative;

import io.quong.admin.store.MemoryStore;
import io.quong.admin.store.StoredEntity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The configuration of a node without a database: a document, whole or not at all. The last one
 * stays under the prefix and is there again after a restart, unless the settings name another.
 */
public final class DeclaredConfiguration {
  /** Kong's hash before there is anything. */
  static final String EMPTY = "0".repeat(32);

  private final MemoryStore store;
  private final Documents documents;
  private final Path kept;

  /**
   * @param kept the file for the last document
   */
  public DeclaredConfiguration(MemoryStore store, Documents documents, Path kept) {
    this.store = store;
    this.documents = documents;
    this.kept = kept;
  }

  Documents documents() {
    return documents;
  }

  String hash() {
    return store.hash();
  }

  /**
   * Loads what was kept, if anything was.
   *
   * @throws DocumentFault when another version of the gateway wrote it, perhaps
   */
  public void again() throws IOException, DocumentFault {
    if (Files.exists(kept)) {
      String text = Files.readString(kept);
      int line = text.indexOf('\n');
      load(text.substring(line + 1), text.substring(0, line));
    }
  }

  /** Loads a text in place of all that is there. */
  public void load(String text) throws DocumentFault, IOException {
    String hash = DocumentText.hash(text);
    load(text, hash);
    keep(text, hash);
  }

  private void load(String text, String hash) throws DocumentFault {
    replace(documents.load(text), hash);
  }

  void replace(List<StoredEntity> entities, String hash) {
    store.replace(entities, entities.isEmpty() ? EMPTY : hash);
  }

  /**
   * Keeps a document for the next start; readable for its owner alone, for it may hold secrets.
   *
   * @param hash by which it is known
   */
  void keep(String text, String hash) throws IOException {
    Files.createDirectories(kept.getParent());
    Path next =
        Files.createTempFile(
            kept.getParent(),
            "declarative",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, hash + "\n" + text);
    Files.move(next, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
