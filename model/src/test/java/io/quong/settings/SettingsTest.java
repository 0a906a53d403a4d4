package io.quong.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  private static Settings read(Map<String, String> environment) throws SettingsException {
    return new SettingsReader(environment).read(null, Map.of());
  }

  private static List<String> errors(Map<String, String> environment) {
    return assertThrows(SettingsException.class, () -> read(environment)).errors();
  }

  private static String error(String variable, String value) {
    List<String> errors = errors(Map.of(variable, value));
    assertEquals(1, errors.size(), errors.toString());
    return errors.get(0);
  }

  @Test
  void environmentGoesOverFileOverDefaultsAndCommandLineOverAll() throws Exception {
    Path file = folder.resolve("kong.conf");
    Files.writeString(
        file,
        """
        # comment = no
        pg_user = file     # after a value
        pg_database = a\\#b
        pg_port=6000
        """);
    Settings settings =
        new SettingsReader(Map.of("KONG_PG_USER", "env", "KONG_PREFIX", "/env"))
            .read(file, Map.of("prefix", "/line"));
    assertEquals("env", settings.get(StoreKeys.PG_USER));
    assertEquals("a#b", settings.get(StoreKeys.PG_DATABASE));
    assertEquals(6000, settings.get(StoreKeys.PG_PORT));
    assertEquals(Path.of("/line"), settings.prefix());
    assertEquals(5000, settings.get(StoreKeys.PG_TIMEOUT));
    assertTrue(settings.isGiven(StoreKeys.PG_USER));
    assertFalse(settings.isGiven(StoreKeys.PG_TIMEOUT));
  }

  @Test
  void namedFileMustExist() {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () -> new SettingsReader(Map.of()).read(folder.resolve("none"), Map.of()));
    assertEquals(List.of("no file at: " + folder.resolve("none")), e.errors());
  }

  @Test
  void unknownKeysAreWarnedAboutByName() throws Exception {
    Settings settings =
        read(
            Map.of(
                "KONG_SERVICE_PORT_80_TCP", "x", "QUONG_NONE", "y", "KONG_NGINX_HTTP_GZIP", "on"));
    assertEquals(
        List.of(
            "variable KONG_NGINX_HTTP_GZIP has no effect: there is no nginx in Quong, and no such"
                + " directive is known",
            "variable KONG_SERVICE_PORT_80_TCP is not a setting, and ignored",
            "variable QUONG_NONE is not a setting, and ignored"),
        settings.warnings());
  }

  @Test
  void whatKongHasAndWeDoNotIsWarnedAboutOrRefused() throws Exception {
    assertEquals(
        List.of(
            "admin_error_log has no effect: logs go to the files under the prefix, or to the"
                + " console"),
        read(Map.of("KONG_ADMIN_ERROR_LOG", "logs/admin.log")).warnings());
  }

  @Test
  void emptyValueUnsetsWhatCanBeUnset() throws Exception {
    Settings settings =
        read(Map.of("KONG_ADMIN_LISTEN", "", "KONG_PG_USER", "", "KONG_PG_TIMEOUT", ""));
    assertEquals(List.of(), settings.get(Keys.ADMIN_LISTEN));
    assertNull(settings.get(StoreKeys.PG_USER));
    assertEquals(5000, settings.get(StoreKeys.PG_TIMEOUT));
    assertEquals(List.of("KONG_PG_TIMEOUT is empty: the default holds, 5000"), settings.warnings());
  }

  @Test
  void referencesAreResolvedOnce() throws Exception {
    Map<String, String> environment =
        Map.of(
            "KONG_PG_PASSWORD", "{vault://env/db-secret/password}",
            "KONG_PG_USER", "{vault://env/db-user}",
            "DB_SECRET", "{\"password\":\"hidden\"}",
            "DB_USER", "ann");
    Settings settings = read(environment);
    assertEquals("hidden", settings.get(StoreKeys.PG_PASSWORD));
    assertEquals("ann", settings.get(StoreKeys.PG_USER));
    assertEquals("Settings{pg_user=ann, pg_password=******}", settings.toString());
    assertEquals("******", settings.asKongConfiguration().get("pg_password"));
    assertEquals(
        "failed to dereference '{vault://env/gone}': unable to load value (gone) from vault (env):"
            + " not found for config option 'pg_user'",
        error("KONG_PG_USER", "{vault://env/gone}"));
  }

  @Test
  void badValuesAreRefusedWithKongsMessages() {
    assertEquals(
        "role has an invalid value: 'x' (traditional, control_plane, data_plane)",
        error("KONG_ROLE", "x"));
    assertEquals("node_id must be a valid UUID", error("KONG_NODE_ID", "x"));
    assertEquals(
        "trusted_ips must be a comma separated list in the form of IPv4 or IPv6 address or CIDR"
            + " block or 'unix:', got '10.0.0.0/33'",
        error("KONG_TRUSTED_IPS", "::1/128, unix:, 10.0.0.0/33"));
    assertEquals("headers: invalid entry 'x'", error("KONG_HEADERS", "Server, x"));
    assertEquals("dns_order: invalid entry 'MX'", error("KONG_DNS_ORDER", "A,MX"));
    assertEquals(
        "dns_resolver must be a comma separated list in the form of IPv4/6 or IPv4/6:port, got"
            + " 'ns.test'",
        error("KONG_DNS_RESOLVER", "1.1.1.1:53, [::1]:5353, ns.test"));
    assertEquals("dns_hostsfile: file does not exist", error("KONG_DNS_HOSTSFILE", "/nope"));
    assertEquals("invalid port mapping (`port_maps`): 80", error("KONG_PORT_MAPS", "443:8443,80"));
    assertEquals(
        "lua_max_req_headers must be an integer between 1 and 1000",
        error("KONG_LUA_MAX_REQ_HEADERS", "1001"));
    assertEquals(
        "cluster_data_plane_purge_delay must be 60 or greater",
        error("KONG_CLUSTER_DATA_PLANE_PURGE_DELAY", "59"));
    assertEquals("Undefined cipher suite x", error("KONG_SSL_CIPHER_SUITE", "x"));
    assertEquals("invalid tracing type: x", error("KONG_TRACING_INSTRUMENTATIONS", "x"));
    assertEquals("pg_port must be an integer, got 'x'", error("KONG_PG_PORT", "x"));
    assertEquals("ssl_cert_key must be specified", error("KONG_SSL_CERT", "/x"));
    assertEquals("admin_ssl_cert must be specified", error("KONG_ADMIN_SSL_CERT_KEY", "/x"));
  }

  @Test
  void allErrorsAreCollected() {
    assertEquals(
        List.of("node_id must be a valid UUID", "pg_port must be an integer, got 'x'"),
        errors(Map.of("KONG_NODE_ID", "x", "KONG_PG_PORT", "x")));
  }

  @Test
  void rolesAskForWhatTheyNeed() throws Exception {
    assertEquals(
        List.of(
            "admin_listen must be specified when role = \"control_plane\"",
            "cluster_listen must be specified when role = \"control_plane\"",
            "in-memory storage can not be used when role = \"control_plane\"",
            "cluster certificate and key must be provided to use Hybrid mode"),
        errors(
            Map.of(
                "KONG_ROLE", "control_plane",
                "KONG_ADMIN_LISTEN", "off",
                "KONG_CLUSTER_LISTEN", "off",
                "KONG_DATABASE", "off")));
    assertEquals(
        List.of(
            "only in-memory storage can be used when role = \"data_plane\"\n"
                + "Hint: set database = off in your kong.conf"),
        errors(Map.of("KONG_ROLE", "data_plane", "QUONG_CLUSTER_SECRET", "0123456789abcdef")));
    Settings node =
        read(
            Map.of(
                "KONG_ROLE", "data_plane",
                "KONG_DATABASE", "off",
                "QUONG_CLUSTER_SECRET", "0123456789abcdef"));
    assertEquals(Settings.Role.DATA_PLANE, node.role());
  }

  @Test
  void listenListsHaveKongsGrammar() throws Exception {
    Settings settings =
        read(
            Map.of(
                "KONG_PROXY_LISTEN",
                "0.0.0.0:80, [::1]:443 ssl http2 backlog=5 so_keepalive=off, 127.0.0.1:81"
                    + " proxy_protocol reuseport",
                "KONG_ADMIN_LISTEN",
                "off"));
    List<Listen> proxy = settings.get(Keys.PROXY_LISTEN);
    assertEquals(
        List.of(
            new Listen("0.0.0.0", 80, false, false, true, false, false, 0, null, List.of()),
            new Listen(
                "::1",
                443,
                false,
                true,
                true,
                false,
                false,
                5,
                false,
                List.of("ssl", "http2", "backlog=5", "so_keepalive=off")),
            new Listen(
                "127.0.0.1",
                81,
                false,
                false,
                true,
                true,
                true,
                0,
                null,
                List.of("proxy_protocol", "reuseport"))),
        proxy);
    assertEquals("[::1]:443 ssl http2 backlog=5 so_keepalive=off", proxy.get(1).toString());
    assertEquals(List.of(), settings.get(Keys.ADMIN_LISTEN));
    for (String bad : List.of("8000", "0.0.0.0:70000", "0.0.0.0:80 udp", "999.1.1.1:80", "a:1,")) {
      assertEquals(
          "proxy_listen must be of form: [off] | <ip>:<port> [ssl] [http2] [proxy_protocol]"
              + " [deferred] [bind] [reuseport] [backlog=%d+] [ipv6only=on] [ipv6only=off]"
              + " [so_keepalive=on] [so_keepalive=off] [so_keepalive=%w*:%w*:%d*], [... next entry"
              + " ...]",
          error("KONG_PROXY_LISTEN", bad));
    }
  }

  @Test
  void configurationIsShownInKongsTypes() throws Exception {
    Map<String, Object> shown =
        read(Map.of("KONG_ADMIN_LISTEN", "127.0.0.1:1 ssl", "KONG_STATUS_LISTEN", "off"))
            .asKongConfiguration();
    assertEquals(List.of("127.0.0.1:1 ssl"), shown.get("admin_listen"));
    assertEquals(true, shown.get("admin_ssl_enabled"));
    assertEquals(Map.of(), shown.get("status_listeners"));
    assertEquals(List.of("bundled"), shown.get("plugins"));
    assertEquals("postgres", shown.get("database"));
    assertEquals("traditional_compatible", shown.get("router_flavor"));
    assertEquals(5432, shown.get("pg_port"));
    assertEquals(false, shown.get("pg_ssl"));
    assertFalse(shown.containsKey("pg_password"));
    assertEquals(Map.of(), shown.get("trusted_ips") == null ? Map.of() : "set");
  }

  @Test
  void everyDefaultHolds() {
    assertEquals(List.of(), Settings.defaults().warnings());
  }
}
