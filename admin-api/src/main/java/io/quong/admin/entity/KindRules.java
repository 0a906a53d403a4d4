package io.quong.admin.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import io.quong.admin.store.Transaction;

/** What is special of a kind, beside what its schema says. All of it runs inside the write. */
public interface KindRules {
  /** Of kinds that have nothing special. */
  KindRules NONE = new KindRules() {};

  /** The client's body, its types right, before it is checked. */
  default void received(Draft draft) {}

  /** The entity is good by its schema, its references are ids. */
  default void checked(Draft draft, Transaction transaction) {}

  /** The entity is in the store. */
  default void stored(Draft draft, Transaction transaction, Writes writes) {}

  /** The entity is about to be deleted. */
  default void deleting(Row row, Transaction transaction) {}

  /** Adds to the entity as answers show it. */
  default ObjectNode shown(ObjectNode shown, Lookup lookup) {
    return shown;
  }

  /** What a PATCH answers when there is no entity. */
  default AdminError missing(PathKey key) {
    return key.missing();
  }

  /** What another entity with the same id is called: a key's owner has two names. */
  default AdminError idTaken(Draft draft, ObjectNode key) {
    return AdminError.primaryKeyTaken(key);
  }
}
