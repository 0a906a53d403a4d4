package io.quong.admin.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.NestedEndpoints;
import io.quong.admin.entity.PathKey;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import io.quong.admin.store.Transaction;

/** In a path one of its server names may stand for a certificate. */
final class CertificateEndpoints {
  private static final String NAME = "certificates";

  private final EntityService service;
  private final Kind kind;
  private final Kind snis;

  CertificateEndpoints(EntityService service) {
    this.service = service;
    this.kind = service.kinds().get(NAME);
    this.snis = service.kinds().get("snis");
  }

  void add(Endpoints endpoints) {
    String one = "/certificates/{certificates}";
    endpoints.add("GET", one, this::get);
    endpoints.add("PUT", one, this::put);
    endpoints.add("PATCH", one, this::patch);
    endpoints.add("DELETE", one, this::delete);
    new NestedEndpoints(service, snis, "certificate", kind) {
      @Override
      protected Row parent(Call call, Lookup lookup) {
        Row row = named(call, lookup).find(lookup);
        if (row == null) {
          throw AdminError.notFound();
        }
        return row;
      }
    }.add(one + "/snis", endpoints);
    // Kong has these two of all that would follow from the reference switched off.
    endpoints.remove("/snis/{snis}/certificate");
  }

  /**
   * How the path names a certificate, its id.
   *
   * @throws AdminError when it has a server name that no certificate has
   */
  private PathKey named(Call call, Lookup lookup) {
    String segment = call.parameter(NAME);
    if (PathKey.isId(segment)) {
      return PathKey.of(kind, segment);
    }
    PathKey key = bySni(segment, lookup);
    if (key == null) {
      throw AdminError.plain(404, "SNI not found");
    }
    return key;
  }

  private PathKey bySni(String name, Lookup lookup) {
    Row sni = PathKey.of(snis, name).find(lookup);
    return sni == null
        ? null
        : PathKey.of(kind, sni.body().path("certificate").path("id").asText());
  }

  private static Row existing(PathKey key, Lookup lookup) {
    Row row = key.find(lookup);
    if (row == null) {
      throw key.missing();
    }
    return row;
  }

  private Reply get(Call call) {
    Row row = existing(named(call, service.reader()), service.reader());
    return service.one(200, row, service.reader());
  }

  private Reply put(Call call) {
    String segment = call.parameter(NAME);
    return service.write(
        call,
        transaction -> {
          Row row =
              PathKey.isId(segment)
                  ? service.writes().replace(PathKey.of(kind, segment), call.body(), transaction)
                  : putBySni(segment, call.body(), transaction);
          return service.one(200, row, transaction);
        });
  }

  /** The name joins the list that the body has; without one the certificate gets no name. */
  private Row putBySni(String name, Body body, Transaction transaction) {
    PathKey key = bySni(name, transaction);
    ObjectNode tree = body.tree().deepCopy();
    if (tree.has("snis")) {
      ArrayNode list = tree.arrayNode();
      if (tree.get("snis").isArray()) {
        list.addAll((ArrayNode) tree.get("snis"));
      } else if (tree.get("snis").isTextual()) {
        list.add(tree.get("snis"));
      }
      boolean listed = false;
      for (int i = 0; i < list.size(); i++) {
        listed |= list.get(i).asText().equals(name);
      }
      if (!listed) {
        list.add(name);
      }
      tree.set("snis", list);
    }
    Body named = new Body(tree, body.form());
    return key == null
        ? service.writes().create(kind, named, transaction)
        : service.writes().replace(key, named, transaction);
  }

  private Reply patch(Call call) {
    return service.write(
        call,
        transaction -> {
          PathKey key = named(call, transaction);
          Row before = existing(key, transaction);
          Row row = service.writes().change(before, key, call.body(), transaction);
          return service.one(200, row, transaction);
        });
  }

  private Reply delete(Call call) {
    return service.write(
        call,
        transaction -> {
          Row row = named(call, transaction).find(transaction);
          if (row != null) {
            service.writes().delete(kind, row, transaction);
          }
          return Reply.noContent();
        });
  }
}
