package io.quong.admin.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.entity.Draft;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.KindRules;
import io.quong.admin.entity.Writes;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import io.quong.admin.store.Transaction;
import io.quong.schema.ResourceCatalogue;
import io.quong.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code snis} of a certificate: the names of its SNI entities, which are made and deleted with it.
 */
final class CertificateRules implements KindRules {
  private static final String SNIS = "snis";
  private static final int MOST = 10_000;

  private final Schema snis =
      ResourceCatalogue.get()
          .find(SNIS)
          .orElseThrow(() -> new IllegalStateException("the kind snis is missing"));

  @Override
  public void received(Draft draft) {
    JsonNode given = draft.body().remove(SNIS);
    if (given != null || !draft.isPatch()) {
      draft.aside().set(SNIS, names(given));
    }
  }

  /** A list whatever was given: nothing, null, one name or a list of them. */
  private ArrayNode names(JsonNode given) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (given == null || given.isNull() || (given.isObject() && given.isEmpty())) {
      return list;
    }
    if (given.isArray()) {
      return list.addAll((ArrayNode) given);
    }
    return list.add(given);
  }

  @Override
  public void checked(Draft draft, Transaction transaction) {
    JsonNode names = draft.aside().path(SNIS);
    Set<String> seen = new LinkedHashSet<>();
    for (JsonNode each : names) {
      if (!each.isTextual()) {
        throw AdminError.schema(SNIS, "expected a string");
      }
      String name = each.asText();
      String refusal = snis.refuse("name", name);
      if (refusal != null) {
        throw AdminError.invalidUnique("name", refusal);
      }
      if (!seen.add(name)) {
        throw AdminError.schema(SNIS, name + " is duplicated");
      }
    }
    for (String name : seen) {
      Row taken = transaction.byKey(SNIS, "name", name);
      if (taken != null && !owner(taken).equals(draft.id())) {
        throw AdminError.schema(
            SNIS, name + " already associated with existing certificate '" + owner(taken) + "'");
      }
    }
  }

  private static String owner(Row sni) {
    return sni.body().path("certificate").path("id").asText();
  }

  @Override
  public void stored(Draft draft, Transaction transaction, Writes writes) {
    JsonNode wanted = draft.aside().get(SNIS);
    if (wanted == null) {
      return;
    }
    Kind kind = writes.kinds().get(SNIS);
    Set<String> missing = new LinkedHashSet<>();
    wanted.forEach(name -> missing.add(name.asText()));
    for (Row row : rows(draft.id(), transaction)) {
      if (!missing.remove(row.body().path("name").asText())) {
        writes.delete(kind, row, transaction);
      }
    }
    for (String name : missing) {
      ObjectNode sni = JsonNodeFactory.instance.objectNode().put("name", name);
      sni.putObject("certificate").put("id", draft.id());
      writes.create(kind, new Body(sni, false), transaction);
    }
  }

  private static List<Row> rows(String id, Lookup lookup) {
    return lookup.referring(SNIS, "certificate", id, null, MOST).rows();
  }

  /** A service or an upstream that uses the certificate keeps it, and its names with it. */
  @Override
  public void deleting(Row row, Transaction transaction) {
    rows(row.id(), transaction).forEach(sni -> transaction.delete(SNIS, sni.id()));
  }

  @Override
  public ObjectNode shown(ObjectNode shown, Lookup lookup) {
    TreeSet<String> names = new TreeSet<>();
    rows(shown.get("id").asText(), lookup)
        .forEach(row -> names.add(row.body().path("name").asText()));
    ArrayNode list = shown.putArray(SNIS);
    names.forEach(list::add);
    return shown;
  }
}
