package io.quong.settings;

import java.util.List;

/** Settings that are refused. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> errors;

  SettingsException(List<String> errors) {
    super(errors.get(0));
    this.errors = List.copyOf(errors);
  }

  /** All that is wrong, at least one; no secrets. */
  public List<String> errors() {
    return errors;
  }
}
