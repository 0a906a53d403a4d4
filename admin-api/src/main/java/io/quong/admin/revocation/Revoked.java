package io.quong.admin.revocation;

import io.quong.schema.rule.Between;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Required;

/**
 * A token that is taken back.
 *
 * @param jti its name, as its claim has it
 * @param exp when it expires by itself, seconds since the epoch; milliseconds are out of range
 */
public record Revoked(
    @Required @Length(min = 1, max = Revoked.LONGEST) String jti,
    @Required @Between(min = 0, max = Revoked.LATEST) Double exp) {
  /** No longer name fits into a token that jwt-bearer takes. */
  static final int LONGEST = 8_192;

  static final long LATEST = 99_999_999_999L;
}
