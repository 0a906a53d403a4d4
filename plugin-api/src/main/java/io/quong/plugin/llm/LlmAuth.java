package io.quong.plugin.llm;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;

/** How a language model is logged in to. */
public record LlmAuth(
    @Required(false) @Referenceable String headerName,
    @Required(false) @Referenceable @Encrypted String headerValue,
    @Required(false) @Referenceable String paramName,
    @Required(false) @Referenceable @Encrypted String paramValue,
    @Required(false) @OneOf({"query", "body"}) String paramLocation,
    @Required(false) @Default("false") Boolean gcpUseServiceAccount,
    @Required(false) @Referenceable String gcpServiceAccountJson,
    @Required(false) @Referenceable @Encrypted String awsAccessKeyId,
    @Required(false) @Referenceable @Encrypted String awsSecretAccessKey,
    @Required(false) @Default("false") Boolean allowOverride) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "LlmAuth";
  }
}
