package io.quong.plugins.standardwebhooks;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;

/** The configuration of standard-webhooks. */
public record StandardWebhooksConfig(
    @Required @Referenceable @Encrypted String secretV1,
    @Required @Default("300") @GreaterThan(-1) Integer toleranceSecond) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "StandardWebhooksConfig";
  }
}
