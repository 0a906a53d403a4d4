package io.quong.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Many clients on the same few entities: what must be unique is, references name something, and
 * each answer is one that the order of the change log explains. {@code
 * -Dquong.concurrency.requests=4000} takes about a minute.
 */
class ConcurrencyTest {
  private static final int CLIENTS = 16;
  private static final int REQUESTS = Integer.getInteger("quong.concurrency.requests", 75);
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** What a refusal needs to have been so; null for a request that is never refused. */
  private record Request(
      String method, String path, String body, Map<Integer, Predicate<SerialOrder.State>> needs) {}

  /**
   * An answer and when it came.
   *
   * @param from a version that was there before the request
   * @param to no version that was made before the answer is newer
   */
  private record Told(Request request, Client.Answer answer, long from, long to) {}

  /** The newest version that an answer told of. */
  private final AtomicLong newest = new AtomicLong();

  @Test
  void answersAreThoseOfOneOrderAndRulesHold() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (TestAdminApi api = new TestAdminApi("concurrency", Guard.OPEN)) {
      List<Future<List<Told>>> done = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(20_261_125 + i);
        done.add(clients.submit(() -> tell(new Client(api.port()), random)));
      }
      List<Told> told = new ArrayList<>();
      for (Future<List<Told>> each : done) {
        told.addAll(each.get(300, TimeUnit.SECONDS));
      }
      try (Connection connection = api.database().connect()) {
        assertEquals(0, count(connection, DANGLING), "references that name nothing");
        assertEquals(0, count(connection, UNINDEXED), "names that the index has for another");
        assertEquals(0, count(connection, DOUBLE), "names that two have");
        assertEquals(
            0, count(connection, UNLOGGED), "entities that the change log does not end in");
        assertEquals(0, count(connection, GAPS), "versions without a line");
        SerialOrder order = new SerialOrder(connection);
        for (Told each : told) {
          assertTrue(explains(order, each), () -> "not of the order: " + each);
        }
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private List<Told> tell(Client client, Random random) throws Exception {
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Request request = request(random);
      long from = newest.get();
      Client.Answer answer = client.send(request.method, request.path, request.body);
      String version = answer.header("X-Quong-Config-Version");
      if (version != null) {
        newest.accumulateAndGet(Long.parseLong(version), Math::max);
      }
      // What the others were just told, each of them one version, is not counted yet.
      told.add(new Told(request, answer, from, newest.get() + CLIENTS));
    }
    return told;
  }

  private static boolean explains(SerialOrder order, Told told) {
    int status = told.answer.status();
    if (status == 200 || status == 201) {
      long version = Long.parseLong(told.answer.header("X-Quong-Config-Version"));
      return told.request.path.startsWith("/quong") || order.wrote(version, told.answer.body());
    }
    Predicate<SerialOrder.State> need = told.request.needs.get(status);
    return need != null && order.was(told.from, told.to, need);
  }

  private static Request request(Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String other = NAMES.get(random.nextInt(NAMES.size()));
    String service = "/services/" + name;
    return switch (random.nextInt(7)) {
      case 0 ->
          new Request(
              "POST",
              "/services",
              "{\"name\":\"" + name + "\",\"host\":\"h\"}",
              Map.of(409, state -> state.has("services", name)));
      case 1 -> new Request("PUT", service, "{\"host\":\"" + other + ".test\"}", Map.of());
      case 2 ->
          new Request(
              "PATCH",
              service,
              "{\"name\":\"" + other + "\"}",
              Map.of(
                  404, state -> !state.has("services", name),
                  409, state -> state.has("services", other)));
      case 3 ->
          new Request(
              "DELETE",
              service,
              null,
              Map.of(
                  204, state -> !state.has("services", name),
                  400, state -> state.isReferredTo(name)));
      case 4 ->
          new Request(
              "PUT",
              "/routes/" + name,
              "{\"paths\":[\"/x\"],\"service\":{\"name\":\"" + other + "\"}}",
              Map.of(400, state -> !state.has("services", other)));
      case 5 ->
          new Request(
              "DELETE", "/routes/" + name, null, Map.of(204, state -> !state.has("routes", name)));
      default ->
          new Request(
              "POST",
              "/quong/changes",
              "{\"changes\":[{\"operation\":\"upsert\",\"kind\":\"routes\",\"key\":\""
                  + name
                  + "\",\"entity\":{\"paths\":[\"/y\"],\"service\":{\"name\":\""
                  + other
                  + "\"}}},{\"operation\":\"upsert\",\"kind\":\"services\",\"key\":\""
                  + other
                  + "\",\"entity\":{\"host\":\"h\"}}]}",
              Map.of());
    };
  }

  private static final String DANGLING =
      "select count(*) from entity e where kind = 'routes' and body->'service'->>'id' is not null"
          + " and not exists (select 1 from entity s where s.kind = 'services'"
          + " and s.id::text = e.body->'service'->>'id')";
  private static final String UNINDEXED =
      "select count(*) from entity e where body->>'name' is not null and not exists"
          + " (select 1 from entity_key k where k.kind = e.kind and k.id = e.id"
          + " and k.field = 'name' and k.value = e.body->>'name')";
  private static final String DOUBLE =
      "select count(*) from (select kind, body->>'name' from entity"
          + " group by 1, 2 having count(*) > 1) d";
  private static final String UNLOGGED =
      "with last as (select distinct on (kind, id) kind, id, body from change_log"
          + " order by kind, id, version desc)"
          + " select count(*) from entity e full join (select * from last where body is not null) l"
          + " on l.kind = e.kind and l.id = e.id where e.body is distinct from l.body";
  private static final String GAPS =
      "select count(*) from generate_series(1, (select version from config_version)) v"
          + " where not exists (select 1 from config_change c where c.version = v)";

  private static long count(Connection connection, String sql) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }
}
