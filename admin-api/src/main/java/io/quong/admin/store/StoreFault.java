package io.quong.admin.store;

import java.sql.SQLException;
import java.util.Set;

/** The database refused or failed. What can be told apart is a {@link StoreUnavailable}. */
public class StoreFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Connection, resources, operator, system: classes of SQLSTATE that another try may outlive. */
  private static final Set<String> PASSING = Set.of("08", "53", "57", "58");

  StoreFault(String message, SQLException cause) {
    super(message, cause);
  }

  static StoreFault of(SQLException cause) {
    String state = cause.getSQLState();
    // The pool gives none when it has no connection to give.
    if (state == null || state.length() < 2 || PASSING.contains(state.substring(0, 2))) {
      return new StoreUnavailable(cause);
    }
    return new StoreFault("the database refused a statement", cause);
  }
}
