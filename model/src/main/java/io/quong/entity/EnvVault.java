package io.quong.entity;

import io.quong.schema.rule.Match;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.SubschemaFor;

/** The vault of environment variables. */
@SubschemaFor("env")
public record EnvVault(@Required Config config) {

  /** The prefix of the variables. */
  public record Config(
      @Match(@Match.Pattern(value = "^[A-Za-z_-][A-Za-z0-9_-]*$", shown = "^[%a_-][%a%d_-]*$"))
          String prefix) {}
}
