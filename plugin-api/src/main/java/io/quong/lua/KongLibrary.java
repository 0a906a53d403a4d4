package io.quong.lua;

import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.HeaderField;
import java.util.List;
import java.util.Locale;

/** The getters of Kong's plugin development kit that make sense when a request is logged. */
final class KongLibrary {
  private KongLibrary() {}

  static LuaTable make(Exchange exchange) {
    LuaTable kong = new LuaTable();
    kong.set("request", request(exchange.request(), exchange));
    kong.set("response", response(exchange));
    kong.set("client", client(exchange));
    LuaTable service = new LuaTable();
    service.set("response", upstreamResponse(exchange));
    kong.set("service", service);
    LuaTable router = new LuaTable();
    getter(router, "get_route", a -> route(exchange.route()));
    getter(router, "get_service", a -> service(exchange.service()));
    kong.set("router", router);
    LuaTable context = new LuaTable();
    context.set("shared", LuaTable.of(exchange.shared()));
    kong.set("ctx", context);
    return kong;
  }

  private static void getter(
      LuaTable table, String name, java.util.function.Function<Object, Object> body) {
    table.set(name, LuaFunction.of(body));
  }

  private static LuaTable request(ClientRequest request, Exchange exchange) {
    LuaTable table = new LuaTable();
    Headers headers = exchange.upstream().headers();
    getter(table, "get_method", a -> request.method());
    getter(table, "get_scheme", a -> request.scheme());
    getter(table, "get_host", a -> request.host());
    getter(table, "get_port", a -> (double) request.port());
    getter(table, "get_http_version", a -> LuaNumbers.parse(request.httpVersion()));
    getter(table, "get_path", a -> request.path());
    getter(table, "get_raw_path", a -> request.rawPath());
    getter(
        table,
        "get_path_with_query",
        a -> request.rawPath() + (request.rawQuery() == null ? "" : "?" + request.rawQuery()));
    getter(table, "get_raw_query", a -> request.rawQuery() == null ? "" : request.rawQuery());
    getter(table, "get_forwarded_scheme", a -> request.forwardedScheme());
    getter(table, "get_forwarded_host", a -> request.forwardedHost());
    getter(table, "get_forwarded_port", a -> (double) request.forwardedPort());
    getter(table, "get_forwarded_path", a -> request.forwardedPath());
    getter(table, "get_header", name -> header(headers, name));
    getter(table, "get_headers", a -> LuaSandbox.headers(headers));
    getter(table, "get_query", a -> LuaSandbox.arguments(exchange.upstream().rawQuery()));
    getter(
        table,
        "get_query_arg",
        name -> first(LuaSandbox.arguments(exchange.upstream().rawQuery()).get(name)));
    getter(table, "get_start_time", a -> (double) exchange.startedAt());
    getter(table, "get_id", a -> exchange.requestId());
    return table;
  }

  private static Object first(Object value) {
    return value instanceof LuaTable list ? list.get(1.0) : value;
  }

  /** Names compare without case, and an underscore finds a dash. */
  private static Object header(Headers headers, Object name) {
    if (!(name instanceof String text)) {
      throw new LuaException("header name must be a string");
    }
    return new HeaderField(text).first(headers);
  }

  private static LuaTable response(Exchange exchange) {
    LuaTable table = new LuaTable();
    Headers headers = exchange.response().headers();
    getter(table, "get_status", a -> (double) exchange.response().status());
    getter(table, "get_header", name -> header(headers, name));
    getter(table, "get_headers", a -> LuaSandbox.headers(headers));
    getter(table, "get_source", a -> exchange.response().source().name().toLowerCase(Locale.ROOT));
    return table;
  }

  private static LuaTable upstreamResponse(Exchange exchange) {
    LuaTable table = new LuaTable();
    int status = exchange.upstreamResponse() == null ? 0 : exchange.upstreamResponse().status();
    getter(table, "get_status", a -> status == 0 ? null : (Object) (double) status);
    getter(
        table,
        "get_header",
        name -> status == 0 ? null : header(exchange.upstreamResponse().headers(), name));
    getter(
        table,
        "get_headers",
        a ->
            status == 0
                ? new LuaTable()
                : LuaSandbox.headers(exchange.upstreamResponse().headers()));
    return table;
  }

  private static LuaTable client(Exchange exchange) {
    LuaTable table = new LuaTable();
    getter(table, "get_ip", a -> exchange.client().ip());
    getter(table, "get_port", a -> (double) exchange.client().port());
    getter(table, "get_forwarded_ip", a -> exchange.client().forwardedIp());
    getter(table, "get_forwarded_port", a -> (double) exchange.client().forwardedPort());
    getter(table, "get_protocol", a -> exchange.request().forwardedScheme());
    getter(table, "get_consumer", a -> consumer(exchange.consumer()));
    getter(
        table,
        "get_credential",
        a -> exchange.credential() == null ? null : entity("id", exchange.credential().id()));
    return table;
  }

  private static LuaTable consumer(Consumer consumer) {
    return consumer == null
        ? null
        : entity(
            "id", consumer.id(),
            "username", consumer.username(),
            "custom_id", consumer.customId(),
            "created_at", consumer.createdAt(),
            "updated_at", consumer.updatedAt(),
            "tags", tags(consumer.tags()));
  }

  private static LuaTable route(Route route) {
    return route == null
        ? null
        : entity(
            "id", route.id(),
            "name", route.name(),
            "strip_path", route.stripPath(),
            "preserve_host", route.preserveHost(),
            "paths", route.paths(),
            "tags", tags(route.tags()));
  }

  private static LuaTable service(Service service) {
    return service == null
        ? null
        : entity(
            "id", service.id(),
            "name", service.name(),
            "protocol", service.protocol(),
            "host", service.host(),
            "port", service.port(),
            "path", service.path(),
            "tags", tags(service.tags()));
  }

  private static Object tags(java.util.Collection<String> tags) {
    return tags == null ? null : List.copyOf(tags);
  }

  /** A table of names and values in turn. */
  private static LuaTable entity(Object... members) {
    LuaTable table = new LuaTable();
    for (int i = 0; i < members.length; i += 2) {
      Object value = members[i + 1] instanceof String text ? ByteText.of(text) : members[i + 1];
      table.set(members[i], LuaTable.of(value));
    }
    return table;
  }
}
