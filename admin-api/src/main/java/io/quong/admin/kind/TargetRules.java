package io.quong.admin.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.entity.Draft;
import io.quong.admin.entity.KindRules;
import io.quong.admin.store.Transaction;
import io.quong.schema.check.TargetAddress;

/** The address of a target is stored complete: with its port, IPv6 written out. */
final class TargetRules implements KindRules {
  private static final String TARGET = "target";
  private static final String WEIGHT = "weight";

  @Override
  public void received(Draft draft) {
    JsonNode given = draft.body().get(TARGET);
    String normal =
        given == null || !given.isTextual() ? null : TargetAddress.normal(given.asText());
    if (normal != null) {
      draft.body().put(TARGET, normal);
    }
  }

  /** By its schema a weight may be null; the database of a Kong refuses it. */
  @Override
  public void checked(Draft draft, Transaction transaction) {
    if (draft.entity().path(WEIGHT).isNull()) {
      throw AdminError.schema(WEIGHT, "required field missing");
    }
  }
}
