package io.quong.admin.revocation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.schema.AutoValues;
import io.quong.schema.Mode;
import io.quong.schema.Prepared;
import io.quong.schema.Schema;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * {@code /quong/revocations}: takes tokens back. A node asks Redis at each request, so what is told
 * here holds on all of them at once. A Redis that does not answer makes it 503 with its name; those
 * that do have been told by then, and the same call can be made again.
 */
public final class RevocationEndpoints {
  private static final Schema BODY = Schema.of(Revoked.class);

  private final RevocationStores stores;
  private final AutoValues auto;

  public RevocationEndpoints(RevocationStores stores, AutoValues auto) {
    this.stores = stores;
    this.auto = auto;
  }

  public void add(Endpoints endpoints) {
    String all = "/quong/revocations";
    String one = "/quong/revocations/{jti}";
    endpoints.add("POST", all, (Endpoint.Later) this::revoke);
    endpoints.body("POST", all, BODY);
    endpoints.add("GET", one, (Endpoint.Later) this::show);
    endpoints.add("DELETE", one, (Endpoint.Later) this::remove);
  }

  private Future<Reply> revoke(Call call) {
    Revoked revoked = checked(call.body());
    double now = auto.clock().millis() / 1_000d;
    List<RevocationStore> places = places();
    double leeway = places.stream().mapToDouble(RevocationStore::leeway).max().orElse(0);
    if (revoked.exp() + leeway <= now) {
      throw AdminError.schema("exp", "is in the past: the token has expired by itself");
    }
    return each(places, store -> store.put(revoked, now))
        .map(done -> Reply.json(201, shown(revoked.jti(), revoked.exp())));
  }

  private Revoked checked(Body body) {
    ObjectNode tree = body.form() ? BODY.convert(body.tree(), null) : body.tree();
    Prepared prepared = BODY.insert(tree, auto, Mode.INSERT);
    if (!prepared.isGood()) {
      throw AdminError.schema(prepared.errors());
    }
    return BODY.bind(prepared.entity(), Revoked.class);
  }

  private static ObjectNode shown(String jti, double exp) {
    return JsonNodeFactory.instance.objectNode().put("jti", jti).put("exp", (long) Math.ceil(exp));
  }

  private Future<Reply> show(Call call) {
    String jti = call.parameter("jti");
    return each(places(), store -> store.get(jti))
        .map(
            found -> {
              String exp =
                  found.stream()
                      .filter(Objects::nonNull)
                      .map(String::valueOf)
                      .findFirst()
                      .orElseThrow(AdminError::notFound);
              return Reply.ok(shown(jti, seconds(exp)));
            });
  }

  /** A key that somebody else wrote may hold anything; its being there is what counts. */
  private static double seconds(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException other) {
      return 0;
    }
  }

  private Future<Reply> remove(Call call) {
    return each(places(), store -> store.remove(call.parameter("jti")))
        .map(done -> Reply.noContent());
  }

  private List<RevocationStore> places() {
    List<RevocationStore> places = stores.current();
    if (places.isEmpty()) {
      throw AdminError.plain(
          409, "no jwt-bearer plugin has a revocation block, so there is no Redis to tell");
    }
    return places;
  }

  /** The answers of all in their order; fails with the names of those that gave none. */
  private static Future<List<Object>> each(
      List<RevocationStore> places, Function<RevocationStore, Future<Object>> ask) {
    List<Future<Object>> answers = places.stream().map(ask).toList();
    return Future.join(answers)
        .transform(
            joined -> {
              List<String> faults = new ArrayList<>();
              for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i).failed()) {
                  faults.add(
                      places.get(i).name() + " (" + answers.get(i).cause().getMessage() + ")");
                }
              }
              return faults.isEmpty()
                  ? Future.succeededFuture(answers.stream().map(Future::result).toList())
                  : Future.failedFuture(
                      AdminError.plain(
                          503,
                          "Redis does not answer: %s; %d of %d did"
                              .formatted(
                                  String.join(", ", faults),
                                  places.size() - faults.size(),
                                  places.size())));
            });
  }
}
