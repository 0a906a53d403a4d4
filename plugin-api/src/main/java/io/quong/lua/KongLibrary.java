package io.quong.lua;

import static io.quong.lua.Kit.ACCESS;
import static io.quong.lua.Kit.ANY;
import static io.quong.lua.Kit.REQUEST;
import static io.quong.lua.Kit.ROUTED;
import static io.quong.lua.Kit.number;
import static io.quong.lua.Kit.put;
import static io.quong.lua.Kit.text;

import io.quong.entity.Consumer;
import io.quong.plugin.Client;
import io.quong.plugin.Exchange;
import io.quong.program.ProductVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code kong}: Kong's plugin development kit, as far as scripts use it. One table for all scripts,
 * whose functions act on the exchange of the current run.
 */
final class KongLibrary {
  static final LuaTable TABLE = make();

  private KongLibrary() {}

  private static LuaTable make() {
    ReadOnlyTable kong = new ReadOnlyTable();
    kong.set("version", ProductVersion.KONG);
    kong.set("version_num", 3_009_001.0);
    kong.set("pdk_major_version", 2.0);
    kong.set("request", KongRequest.make());
    kong.set("response", KongResponse.make());
    kong.set("client", client());
    ReadOnlyTable service = new ReadOnlyTable();
    service.set("request", KongServiceRequest.make());
    service.set("response", KongResponse.upstream());
    KongServiceRequest.service(service);
    kong.set("service", service.close());
    ReadOnlyTable router = new ReadOnlyTable();
    put(router, "get_route", ROUTED, (run, a) -> LuaEntities.of(run.exchange.route()));
    put(router, "get_service", ROUTED, (run, a) -> LuaEntities.of(run.exchange.service()));
    kong.set("router", router.close());
    kong.set("ctx", new Contexts().close());
    kong.set("log", KongLog.make());
    kong.set("table", tables());
    kong.set("node", node());
    kong.set("configuration", new Configuration().close());
    return kong.close();
  }

  /** {@code kong.configuration}: the node's settings, secrets masked. */
  private static final class Configuration extends ReadOnlyTable {
    @Override
    public Object get(Object key) {
      return key instanceof String name
          ? LuaTable.of(LuaRun.current().node.configuration().get(name))
          : null;
    }
  }

  /** {@code kong.ctx}. */
  private static final class Contexts extends ReadOnlyTable {
    @Override
    public Object get(Object key) {
      if ("shared".equals(key)) {
        return new Shared(LuaRun.exchangeNow());
      }
      return "plugin".equals(key) ? LuaRun.current().kept.plugin : null;
    }
  }

  /** {@code kong.ctx.shared}: what all plugins of the request share. */
  private static final class Shared extends LuaTable {
    private static final String GROUPS = "authenticated_groups";

    private final Map<String, Object> values;

    Shared(Exchange exchange) {
      values = exchange.shared();
    }

    @Override
    public Object get(Object key) {
      return key instanceof String name ? LuaTable.of(values.get(name)) : null;
    }

    @Override
    public void set(Object key, Object value) {
      if (!(key instanceof String name)) {
        throw new LuaException("the keys of kong.ctx.shared are strings");
      }
      if (value == null) {
        values.remove(name);
      } else if (name.equals(GROUPS) && value instanceof LuaTable groups) {
        // Other plugins read it.
        List<String> texts = new ArrayList<>();
        groups.list().forEach(group -> texts.add(Values.text(group)));
        values.put(name, texts);
      } else {
        values.put(name, value);
      }
    }

    @Override
    Iterator<Map.Entry<Object, Object>> entries() {
      LuaTable copy = new LuaTable();
      values.forEach((name, value) -> copy.set(name, LuaTable.of(value)));
      return copy.entries();
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  private static void client(LuaTable table, String name, Function<Client, Object> getter) {
    put(table, name, REQUEST, (run, a) -> getter.apply(run.exchange.client()));
  }

  private static LuaTable client() {
    ReadOnlyTable table = new ReadOnlyTable();
    client(table, "get_ip", Client::ip);
    client(table, "get_port", client -> number(client.port()));
    client(table, "get_forwarded_ip", Client::forwardedIp);
    client(table, "get_forwarded_port", client -> number(client.forwardedPort()));
    put(
        table,
        "get_protocol",
        REQUEST,
        (run, a) ->
            Boolean.TRUE.equals(Kit.argument(a, 0))
                ? run.exchange.request().forwardedScheme()
                : run.exchange.request().scheme());
    put(table, "get_consumer", ROUTED, (run, a) -> LuaEntities.of(run.exchange.consumer()));
    put(table, "get_credential", ROUTED, (run, a) -> credential(run.exchange.credential()));
    put(
        table,
        "load_consumer",
        ROUTED,
        (run, a) -> LuaEntities.of(consumer(run.exchange, text(a, 0, "consumer_id"))));
    put(table, "authenticate", ACCESS, KongLibrary::authenticate);
    return table.close();
  }

  private static Consumer consumer(Exchange exchange, String idOrName) {
    Consumer byId = exchange.entities().byId(Consumer.class, idOrName);
    return byId != null ? byId : exchange.entities().unique(Consumer.class, "username", idOrName);
  }

  private static Object credential(Exchange.Credential credential) {
    if (credential == null) {
      return null;
    }
    if (credential.entity() != null) {
      return LuaEntities.of(credential.entity());
    }
    LuaTable table = new LuaTable();
    table.set("id", credential.id());
    return table;
  }

  private static Object authenticate(LuaRun run, Object... a) {
    Consumer who = null;
    if (Kit.argument(a, 0) instanceof LuaTable consumer
        && consumer.get("id") instanceof String id) {
      who = consumer(run.exchange, id);
    }
    Exchange.Credential by = null;
    if (Kit.argument(a, 1) instanceof LuaTable credential) {
      String id = Values.text(credential.get("id"));
      by = new Exchange.Credential(id, id);
    }
    if (who == null && by == null) {
      throw new LuaException("either credential or consumer must be provided");
    }
    run.exchange.authenticate(who, by);
    return null;
  }

  private static LuaTable node() {
    ReadOnlyTable table = new ReadOnlyTable();
    put(table, "get_id", ANY, (run, a) -> run.node.id());
    put(table, "get_hostname", ANY, (run, a) -> run.node.hostName());
    return table.close();
  }

  private static LuaTable tables() {
    ReadOnlyTable table = new ReadOnlyTable();
    put(table, "new", ANY, (run, a) -> new LuaTable());
    put(
        table,
        "clear",
        ANY,
        (run, a) -> {
          LuaTable cleared = Kit.table(a, 0, "table");
          Iterator<Map.Entry<Object, Object>> entries = cleared.entries();
          List<Object> keys = new ArrayList<>();
          entries.forEachRemaining(entry -> keys.add(0, entry.getKey()));
          keys.forEach(key -> cleared.set(key, null));
          return null;
        });
    put(
        table,
        "merge",
        ANY,
        (run, a) -> {
          LuaTable merged = new LuaTable();
          for (Object each : a) {
            if (each instanceof LuaTable part) {
              part.entries().forEachRemaining(e -> merged.set(e.getKey(), e.getValue()));
            }
          }
          return merged;
        });
    return table.close();
  }
}
