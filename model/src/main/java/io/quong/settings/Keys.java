package io.quong.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Kong's keys of the node: general, listeners, proxy. See {@link StoreKeys}, {@link ClusterKeys}.
 */
public final class Keys {
  private static final Declared OF = new Declared();

  private static final String NO_LOG_FILE =
      "logs go to the files under the prefix, or to the console";

  private static final Set<String> HEADERS =
      Set.of(
          "server_tokens",
          "latency_tokens",
          "server",
          "via",
          "x-kong-proxy-latency",
          "x-kong-response-latency",
          "x-kong-admin-latency",
          "x-kong-upstream-latency",
          "x-kong-upstream-status",
          "x-kong-request-id",
          "off");

  // General

  /** The installation's folder: data, logs, generated certificates, node id. */
  public static final Key<String> PREFIX = OF.text("prefix", ".quong/");

  public static final Key<String> LOG_LEVEL =
      OF.text("log_level", "notice")
          .oneOf("debug", "info", "notice", "warn", "error", "crit", "alert", "emerg");

  /** {@code bundled} stands for all that the build brings; {@code off} first for none. */
  public static final Key<List<String>> PLUGINS = OF.list("plugins", "bundled");

  public static final Key<List<String>> VAULTS =
      OF.list("vaults", "bundled")
          .only(v -> Set.of("bundled", "env").containsAll(v), "the vault 'env' alone is supported");

  /** {@code traditional}: control plane and node in one installation. */
  public static final Key<String> ROLE =
      OF.text("role", "traditional").oneOf("traditional", "control_plane", "data_plane");

  /** A UUID; unset: made at the first start and kept in the prefix. */
  public static final Key<String> NODE_ID =
      OF.text("node_id", null).must(Checks::uuid, "must be a valid UUID");

  public static final Key<List<PortMap>> PORT_MAPS = OF.portMaps("port_maps");

  public static final Key<Boolean> ANONYMOUS_REPORTS =
      OF.flag("anonymous_reports", "off").noEffect("no reports are ever sent");

  public static final Key<String> VAULT_ENV_PREFIX = OF.text("vault_env_prefix", null);

  // Listeners

  public static final Key<List<Listen>> PROXY_LISTEN =
      OF.listen(
          "proxy_listen",
          "0.0.0.0:8000 reuseport backlog=16384, 0.0.0.0:8443 http2 ssl reuseport backlog=16384");
  public static final Key<List<Listen>> STREAM_LISTEN = OF.streamListen("stream_listen", "off");
  public static final Key<List<Listen>> ADMIN_LISTEN =
      OF.listen(
          "admin_listen",
          "127.0.0.1:8001 reuseport backlog=16384, 127.0.0.1:8444 http2 ssl reuseport"
              + " backlog=16384");
  public static final Key<List<Listen>> ADMIN_GUI_LISTEN = OF.listen("admin_gui_listen", "off");
  public static final Key<List<Listen>> STATUS_LISTEN =
      OF.listen("status_listen", "127.0.0.1:8007 reuseport backlog=16384");

  // Proxy

  /** Response headers that the node adds, as written; see {@code Settings.headerEnabled}. */
  public static final Key<List<String>> HEADERS_ADDED =
      OF.list("headers", "server_tokens, latency_tokens, x-kong-request-id")
          .check(
              Declared.each(
                  "headers: invalid entry '{}'",
                  h -> HEADERS.contains(h.toLowerCase(Locale.ROOT))));

  public static final Key<List<String>> HEADERS_UPSTREAM =
      OF.list("headers_upstream", "x-kong-request-id")
          .check(
              Declared.each(
                  "headers_upstream: invalid entry '{}'",
                  h -> Set.of("x-kong-request-id", "off").contains(h.toLowerCase(Locale.ROOT))));

  public static final Key<List<String>> TRUSTED_IPS =
      OF.list("trusted_ips", null)
          .check(
              Declared.each(
                  "trusted_ips must be a comma separated list in the form of IPv4 or IPv6 address"
                      + " or CIDR block or 'unix:', got '{}'",
                  Checks::trustedIp));

  public static final Key<String> REAL_IP_HEADER =
      OF.text("real_ip_header", "X-Real-IP").alias("nginx_proxy_real_ip_header");
  public static final Key<Boolean> REAL_IP_RECURSIVE =
      OF.flag("real_ip_recursive", "off").alias("nginx_proxy_real_ip_recursive");

  public static final Key<String> ERROR_DEFAULT_TYPE =
      OF.text("error_default_type", "text/plain")
          .oneOf("application/json", "application/xml", "text/html", "text/plain");

  public static final Key<String> ERROR_TEMPLATE_HTML = OF.text("error_template_html", null);
  public static final Key<String> ERROR_TEMPLATE_JSON = OF.text("error_template_json", null);
  public static final Key<String> ERROR_TEMPLATE_XML = OF.text("error_template_xml", null);
  public static final Key<String> ERROR_TEMPLATE_PLAIN = OF.text("error_template_plain", null);

  public static final Key<String> ROUTER_FLAVOR =
      OF.text("router_flavor", "traditional_compatible")
          .oneOf("traditional", "traditional_compatible", "expressions");

  /** Idle connections for an upstream address; 0 closes each after its request. */
  public static final Key<Integer> UPSTREAM_KEEPALIVE_POOL_SIZE =
      OF.integer("upstream_keepalive_pool_size", "512").must(n -> n >= 0, "must be 0 or greater");

  /** Requests on one upstream connection; 0 for no limit. */
  public static final Key<Integer> UPSTREAM_KEEPALIVE_MAX_REQUESTS =
      OF.integer("upstream_keepalive_max_requests", "10000")
          .must(n -> n >= 0, "must be 0 or greater");

  /** Seconds; 0 for ever. */
  public static final Key<Double> UPSTREAM_KEEPALIVE_IDLE_TIMEOUT =
      OF.number("upstream_keepalive_idle_timeout", "60").must(n -> n >= 0, "must be 0 or greater");

  public static final Key<Boolean> ALLOW_DEBUG_HEADER = OF.flag("allow_debug_header", "off");
  public static final Key<Boolean> REQUEST_DEBUG = OF.flag("request_debug", "on");

  /** Unset: made at each start and kept in the prefix. */
  public static final Key<String> REQUEST_DEBUG_TOKEN =
      OF.text("request_debug_token", null).sensitive();

  public static final Key<Boolean> CLIENT_SSL = OF.flag("client_ssl", "off");
  public static final Key<List<String>> CLIENT_SSL_CERT = OF.list("client_ssl_cert", null);
  public static final Key<List<String>> CLIENT_SSL_CERT_KEY =
      OF.list("client_ssl_cert_key", null).sensitive();

  /** Paths, PEM texts or their base64; see {@link Pem}. */
  public static final Key<List<String>> SSL_CERT = OF.list("ssl_cert", null);

  public static final Key<List<String>> SSL_CERT_KEY = OF.list("ssl_cert_key", null).sensitive();
  public static final Key<List<String>> ADMIN_SSL_CERT = OF.list("admin_ssl_cert", null);
  public static final Key<List<String>> ADMIN_SSL_CERT_KEY =
      OF.list("admin_ssl_cert_key", null).sensitive();
  public static final Key<List<String>> STATUS_SSL_CERT = OF.list("status_ssl_cert", null);
  public static final Key<List<String>> STATUS_SSL_CERT_KEY =
      OF.list("status_ssl_cert_key", null).sensitive();

  public static final Key<String> SSL_CIPHER_SUITE =
      OF.text("ssl_cipher_suite", "intermediate")
          .check(
              v ->
                  Set.of("modern", "intermediate", "old", "fips", "custom").contains(v)
                      ? null
                      : "Undefined cipher suite " + v);
  public static final Key<String> SSL_CIPHERS = OF.text("ssl_ciphers", null);
  public static final Key<String> SSL_PROTOCOLS =
      OF.text("ssl_protocols", "TLSv1.2 TLSv1.3").alias("nginx_http_ssl_protocols");
  public static final Key<Boolean> SSL_PREFER_SERVER_CIPHERS =
      OF.flag("ssl_prefer_server_ciphers", "on").alias("nginx_http_ssl_prefer_server_ciphers");

  /** A request body to the proxy may be so long, in bytes; 0 for no limit. */
  public static final Key<Long> CLIENT_MAX_BODY_SIZE =
      OF.bytes("nginx_http_client_max_body_size", "0")
          .alias("client_max_body_size")
          .alias("nginx_proxy_client_max_body_size");

  /** A request body that is buffered may be so long in memory, in bytes. */
  public static final Key<Long> CLIENT_BODY_BUFFER_SIZE =
      OF.bytes("nginx_http_client_body_buffer_size", "8k").alias("client_body_buffer_size");

  /** A request body to the Admin API may be so long, in bytes; 0 for no limit. */
  public static final Key<Long> ADMIN_CLIENT_MAX_BODY_SIZE =
      OF.bytes("nginx_admin_client_max_body_size", "10m");

  /** Requests on one client connection. */
  public static final Key<Integer> KEEPALIVE_REQUESTS =
      OF.integer("nginx_http_keepalive_requests", "10000")
          .alias("nginx_proxy_keepalive_requests")
          .must(n -> n >= 1, "must be 1 or greater");

  /** Milliseconds that an idle client connection stays open. */
  public static final Key<Long> KEEPALIVE_TIMEOUT =
      OF.duration("nginx_http_keepalive_timeout", "75s").alias("nginx_proxy_keepalive_timeout");

  /** Milliseconds within which a request's head must be there. */
  public static final Key<Long> CLIENT_HEADER_TIMEOUT =
      OF.duration("nginx_http_client_header_timeout", "60s")
          .alias("nginx_proxy_client_header_timeout");

  /** Milliseconds between two reads of a request's body. */
  public static final Key<Long> CLIENT_BODY_TIMEOUT =
      OF.duration("nginx_http_client_body_timeout", "60s").alias("nginx_proxy_client_body_timeout");

  /** Number and size of the buffers for heads that do not fit the first one: {@code 4 8k}. */
  public static final Key<String> LARGE_CLIENT_HEADER_BUFFERS =
      OF.text("nginx_http_large_client_header_buffers", "4 8k")
          .alias("nginx_proxy_large_client_header_buffers")
          .must(v -> HeaderBuffers.parse(v) != null, "must be a number and a size such as 4 8k");

  /** Certificates that outgoing TLS trusts: {@code system} or paths. */
  public static final Key<List<String>> LUA_SSL_TRUSTED_CERTIFICATE =
      OF.list("lua_ssl_trusted_certificate", "system");

  public static final Key<Integer> LUA_SSL_VERIFY_DEPTH =
      OF.integer("lua_ssl_verify_depth", "1")
          .noEffect("the platform decides how long a chain of certificates may be");
  public static final Key<Integer> LUA_MAX_REQ_HEADERS = visible("lua_max_req_headers");
  public static final Key<Integer> LUA_MAX_RESP_HEADERS =
      visible("lua_max_resp_headers").noEffect("plugins see all headers of a response");
  public static final Key<Integer> LUA_MAX_URI_ARGS = visible("lua_max_uri_args");
  public static final Key<Integer> LUA_MAX_POST_ARGS =
      visible("lua_max_post_args").noEffect("plugins see all arguments of a form");

  public static final Key<String> UNTRUSTED_LUA =
      OF.text("untrusted_lua", "sandbox")
          .oneOf("on", "off", "sandbox")
          .only(v -> v.equals("sandbox"), "Lua runs in a sandbox only");

  public static final Key<List<String>> TRACING_INSTRUMENTATIONS =
      OF.list("tracing_instrumentations", "off")
          .check(
              Declared.each(
                  "invalid tracing type: {}",
                  Set.of(
                          "off",
                          "all",
                          "request",
                          "db_query",
                          "dns_query",
                          "router",
                          "http_client",
                          "balancer",
                          "plugin_rewrite",
                          "plugin_access",
                          "plugin_header_filter")
                      ::contains))
          .check(
              types ->
                  types.size() > 1 && types.contains("off")
                      ? "invalid tracing types: off, other types are mutually exclusive"
                      : null);

  public static final Key<Double> TRACING_SAMPLING_RATE =
      OF.number("tracing_sampling_rate", "0.01")
          .must(n -> n >= 0 && n <= 1, "must be between 0 and 1");

  static {
    OF.noEffect(
        NO_LOG_FILE,
        "proxy_error_log",
        "proxy_stream_error_log",
        "admin_access_log",
        "admin_error_log",
        "status_access_log",
        "status_error_log");
    OF.noEffect(NO_LOG_FILE, "admin_gui_access_log", "admin_gui_error_log");
    OF.text("proxy_server", null)
        .sensitive()
        .only(v -> false, "going out by a forward proxy is not supported yet");
    OF.noEffect("there is no forward proxy", "proxy_server_ssl_verify");
    OF.noEffect(
        "TLS sessions are kept as the platform does by itself",
        "ssl_session_tickets",
        "ssl_session_timeout",
        "ssl_session_cache_size",
        "ssl_dhparam");
    OF.noEffect("the platform's protocols are used", "lua_ssl_protocols");
    OF.noEffect("changes are live at once", "worker_consistency", "worker_state_update_frequency");
    OF.noEffect(
        "it belongs to the inner workings of Kong",
        "nginx_user",
        "nginx_daemon",
        "nginx_worker_processes",
        "lua_socket_pool_size",
        "lua_package_path",
        "lua_package_cpath",
        "untrusted_lua_sandbox_requires",
        "untrusted_lua_sandbox_environment",
        "dedicated_config_processing",
        "privileged_worker",
        "kic",
        "worker_events_max_payload",
        "lmdb_environment_path",
        "lmdb_map_size",
        "mem_cache_size",
        "wasm",
        "wasm_filters_path",
        "wasm_filters",
        "pluginserver_names",
        "opentelemetry_tracing",
        "opentelemetry_tracing_sampling_rate",
        "router_consistency");
  }

  /** Bases of the administration interface: decide cross-origin headers of the Admin API. */
  public static final Key<List<String>> ADMIN_GUI_URL = OF.list("admin_gui_url", null);

  public static final Key<String> ADMIN_GUI_PATH =
      OF.text("admin_gui_path", "/").check(Checks::guiPath);

  /** Where browsers find the Admin API; null for the port beside the page's. */
  public static final Key<String> ADMIN_GUI_API_URL = OF.text("admin_gui_api_url", null);

  public static final Key<List<String>> ADMIN_GUI_SSL_CERT = OF.list("admin_gui_ssl_cert", null);

  public static final Key<List<String>> ADMIN_GUI_SSL_CERT_KEY =
      OF.list("admin_gui_ssl_cert_key", null).sensitive();

  static final List<Key<?>> ALL = OF.keys();

  private Keys() {}

  private static Key<Integer> visible(String name) {
    return OF.integer(name, "100")
        .must(n -> n >= 1 && n <= 1_000, "must be an integer between 1 and 1000");
  }
}
