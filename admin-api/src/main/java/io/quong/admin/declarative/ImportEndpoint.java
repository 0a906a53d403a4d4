package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.admin.api.AdminApi;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;
import io.quong.admin.store.StoreRefusal;
import io.quong.admin.store.StoredEntity;
import io.quong.admin.store.Transaction;
import io.quong.schema.LuaText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code /quong/declarative}, for the command line: the whole configuration as a document, and the
 * import of one, which adds and replaces by id and deletes nothing.
 */
public final class ImportEndpoint {
  private final EntityService service;
  private final Documents documents;

  public ImportEndpoint(EntityService service, Documents documents) {
    this.service = service;
    this.documents = documents;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", AdminApi.DOCUMENTS, this::get);
    endpoints.add("POST", AdminApi.DOCUMENTS, this::post);
  }

  private Reply get(Call call) {
    DocumentExport export = new DocumentExport(service.kinds(), service.reader());
    return Reply.text(
        200, "application/yaml; charset=utf-8", DocumentText.write(export.document()));
  }

  private Reply post(Call call) {
    List<StoredEntity> entities;
    try {
      entities = documents.load(new String(call.rawBody(), StandardCharsets.UTF_8));
    } catch (DocumentFault fault) {
      throw AdminError.plain(400, fault.listed());
    }
    return service.write(
        call.origin(),
        transaction -> {
          put(entities, transaction);
          return Reply.ok(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("imported", entities.size())
                  .put("version", transaction.version()));
        });
  }

  private static void put(List<StoredEntity> entities, Transaction transaction) {
    try {
      transaction.put(entities);
    } catch (StoreRefusal.NotUnique taken) {
      throw AdminError.plain(
          409, "[postgres] UNIQUE violation detected on '" + LuaText.compact(taken.fields()) + "'");
    } catch (StoreRefusal refused) {
      throw AdminError.plain(409, "[postgres] " + refused.getMessage());
    }
  }
}
