package io.quong.schema.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.WholeCheck;

/** A certificate and its key belong together. */
public final class CertificateMatchesKey implements WholeCheck {
  @Override
  public String refuse(ObjectNode whole) {
    return Pairs.matches(whole, "cert", "key") ? null : "certificate does not match key";
  }
}
