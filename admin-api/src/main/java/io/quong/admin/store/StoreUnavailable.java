package io.quong.admin.store;

import java.sql.SQLException;

/** The database cannot be reached or does not answer; it is worth another try later. */
public final class StoreUnavailable extends StoreFault {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(SQLException cause) {
    super("the database cannot be reached", cause);
  }
}
