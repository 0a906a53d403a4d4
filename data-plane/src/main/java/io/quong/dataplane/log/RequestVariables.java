package io.quong.dataplane.log;

import io.quong.dataplane.path.HttpExchange;
import io.quong.plugin.Client;
import io.quong.plugin.Headers;
import io.quong.plugin.Passport.State;
import java.util.function.Function;

/** nginx's variables of a request, as far as an access log may want them. */
final class RequestVariables {
  private static final String REQUEST_HEADER = "http_";
  private static final String RESPONSE_HEADER = "sent_http_";
  private static final String UPSTREAM_HEADER = "upstream_http_";

  private RequestVariables() {}

  /** Null for one that there is not. */
  static Function<HttpExchange, String> named(String name) {
    return switch (name) {
      case "remote_addr" -> HttpExchange::forwardedIp;
      case "remote_port" -> request -> Integer.toString(request.forwardedPort());
      case "realip_remote_addr" -> HttpExchange::ip;
      case "remote_user" -> request -> AccessLine.user(header(request, "Authorization"));
      case "time_local" -> request -> LogTime.local();
      case "time_iso8601" -> request -> LogTime.iso();
      case "msec" -> request -> LogTime.millis();
      case "request" ->
          request ->
              request.request().method() + " " + request.requestTarget() + " " + protocol(request);
      case "request_method" -> request -> request.request().method();
      case "request_uri" -> HttpExchange::requestTarget;
      case "uri", "document_uri" -> request -> request.request().path();
      case "args", "query_string" -> request -> request.request().rawQuery();
      case "server_protocol" -> RequestVariables::protocol;
      case "scheme" -> request -> request.request().scheme();
      case "host" -> request -> request.request().host();
      case "server_name" -> request -> "kong";
      case "server_port" -> request -> Integer.toString(request.request().port());
      case "status" -> request -> Integer.toString(request.response().status());
      case "body_bytes_sent" -> request -> Long.toString(request.bodyBytes());
      case "bytes_sent" -> request -> Long.toString(request.responseBytes());
      case "request_length" -> request -> Long.toString(request.requestBytes());
      case "request_time" -> request -> time(request, State.REQUEST_START, State.END);
      case "connection" -> request -> Long.toString(request.connection());
      case "connection_requests" -> request -> Integer.toString(request.requests());
      case "pid" -> request -> Long.toString(ProcessHandle.current().pid());
      case "kong_request_id", "request_id" -> HttpExchange::requestId;
      default -> other(name);
    };
  }

  private static Function<HttpExchange, String> other(String name) {
    return switch (name) {
      case "upstream_addr" -> request -> StreamAccessLog.addresses(request.tries());
      case "upstream_status" -> HttpExchange::upstreamStatus;
      case "upstream_uri" -> HttpExchange::upstreamTarget;
      case "upstream_connect_time" ->
          request -> time(request, State.BALANCER_START, State.CONNECTED);
      case "upstream_header_time" ->
          request -> time(request, State.BALANCER_START, State.UPSTREAM_HEAD);
      case "upstream_response_time" -> request -> time(request, State.BALANCER_START, State.END);
      case "ssl_protocol" -> request -> tls(request, Client.Tls::version);
      case "ssl_cipher" -> request -> tls(request, Client.Tls::cipher);
      case "ssl_server_name" -> request -> tls(request, Client.Tls::serverName);
      default -> ofHeader(name);
    };
  }

  private static Function<HttpExchange, String> ofHeader(String name) {
    if (name.startsWith(REQUEST_HEADER)) {
      String header = name.substring(REQUEST_HEADER.length()).replace('_', '-');
      return request -> header(request, header);
    }
    if (name.startsWith(RESPONSE_HEADER)) {
      String header = name.substring(RESPONSE_HEADER.length()).replace('_', '-');
      return request -> all(request.response().headers(), header);
    }
    if (name.startsWith(UPSTREAM_HEADER)) {
      String header = name.substring(UPSTREAM_HEADER.length()).replace('_', '-');
      return request ->
          request.proxied() && request.upstreamResponse().headers() != null
              ? all(request.upstreamResponse().headers(), header)
              : null;
    }
    return null;
  }

  private static String header(HttpExchange request, String name) {
    return all(request.request().headers(), name);
  }

  private static String all(Headers headers, String name) {
    return String.join(", ", headers.all(name));
  }

  private static String protocol(HttpExchange request) {
    return "HTTP/" + AccessLine.version(request.request().httpVersion());
  }

  private static String time(HttpExchange request, State from, State to) {
    return request.passport().has(from) && request.passport().has(to)
        ? LogTime.seconds(request.passport().millis(from, to))
        : null;
  }

  private static String tls(HttpExchange request, Function<Client.Tls, String> part) {
    return request.tls() == null ? null : part.apply(request.tls());
  }
}
