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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many clients on the same few entities: what must be unique is, and references name something. */
class ConcurrencyTest {
  private static final int CLIENTS = 8;
  private static final int REQUESTS = Integer.getInteger("quong.concurrency.requests", 150);
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Test
  void uniqueRulesAndReferencesHold() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (TestAdminApi api = new TestAdminApi("concurrency", Guard.OPEN)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(20_261_125 + i);
        done.add(
            clients.submit(
                () -> {
                  Client client = new Client(api.port());
                  for (int request = 0; request < REQUESTS; request++) {
                    int status = one(client, random);
                    assertTrue(status < 500, () -> "answered with " + status);
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get(120, TimeUnit.SECONDS);
      }
      try (Connection connection = api.database().connect()) {
        assertEquals(0, count(connection, DANGLING), "references that name nothing");
        assertEquals(0, count(connection, UNINDEXED), "names that the index has for another");
        assertEquals(0, count(connection, DOUBLE), "names that two have");
        assertEquals(
            0, count(connection, UNLOGGED), "entities that the change log does not end in");
        assertEquals(0, count(connection, GAPS), "versions without a line");
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static int one(Client client, Random random) throws Exception {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String other = NAMES.get(random.nextInt(NAMES.size()));
    return switch (random.nextInt(7)) {
      case 0 -> client.post("/services", "{\"name\":\"" + name + "\",\"host\":\"h\"}").status();
      case 1 ->
          client.send("PUT", "/services/" + name, "{\"host\":\"" + other + ".test\"}").status();
      case 2 -> client.send("PATCH", "/services/" + name, "{\"name\":\"" + other + "\"}").status();
      case 3 -> client.send("DELETE", "/services/" + name, null).status();
      case 4 ->
          client
              .send(
                  "PUT",
                  "/routes/" + name,
                  "{\"paths\":[\"/x\"],\"service\":{\"name\":\"" + other + "\"}}")
              .status();
      case 5 -> client.send("DELETE", "/routes/" + name, null).status();
      default ->
          client
              .post(
                  "/quong/changes",
                  "{\"changes\":[{\"operation\":\"upsert\",\"kind\":\"routes\",\"key\":\""
                      + name
                      + "\",\"entity\":{\"paths\":[\"/y\"],\"service\":{\"name\":\""
                      + other
                      + "\"}}},{\"operation\":\"upsert\",\"kind\":\"services\",\"key\":\""
                      + other
                      + "\",\"entity\":{\"host\":\"h\"}}]}")
              .status();
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
