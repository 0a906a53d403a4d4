package io.quong.schema.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.WholeCheck;

/** The second certificate and its key belong together. */
public final class AlternativeCertificateMatchesKey implements WholeCheck {
  @Override
  public String refuse(ObjectNode whole) {
    return Pairs.matches(whole, "cert_alt", "key_alt")
        ? null
        : "alternative certificate does not match key";
  }
}
