package io.quong.admin.kind;

import io.quong.admin.api.AdminError;
import io.quong.admin.entity.KindRules;
import io.quong.admin.store.Row;
import io.quong.admin.store.Transaction;

/** Services name CA certificates in a plain list, which nevertheless protects them. */
final class CaCertificateRules implements KindRules {
  @Override
  public void deleting(Row row, Transaction transaction) {
    String service = transaction.listing("services", "ca_certificates", row.id());
    if (service != null) {
      throw AdminError.caReferenced(row.id(), service);
    }
  }
}
