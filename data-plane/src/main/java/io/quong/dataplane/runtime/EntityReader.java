package io.quong.dataplane.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns stored trees into records, references to secrets resolved. */
public interface EntityReader {
  /**
   * @param tree as stored; not changed
   * @throws UnusableEntity when it is none, or a secret is missing
   */
  <T extends Record> T read(Class<T> type, ObjectNode tree) throws UnusableEntity;

  /** Why a tree gives no record. The message has no secrets. */
  final class UnusableEntity extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableEntity(String message) {
      super(message);
    }

    public UnusableEntity(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
