package io.quong.acceptance;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.acceptance.Installation.Run;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./quong} does, and what it does when something goes wrong. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {
  @TempDir static Path folder;
  static Installation quong;
  static EchoUpstream upstream;

  @BeforeAll
  static void start() throws Exception {
    upstream = new EchoUpstream();
    quong = new Installation(folder).start();
    post("/services", "name", "s", "url", "http://127.0.0.1:" + upstream.port());
    post("/services/s/routes", "name", "r", "paths[]", "/kept");
    post("/services/s/plugins", "name", "key-auth");
    post("/consumers", "username", "alice");
    String version = post("/consumers/alice/key-auth", "key", "of-alice");
    given().get(quong.admin() + "/quong/nodes?wait=10&version=" + version).then().statusCode(200);
  }

  @AfterAll
  static void stop() {
    quong.close();
    upstream.close();
  }

  /** Answers the configuration version. */
  private static String post(String path, String... form) {
    var request = given().contentType(ContentType.URLENC);
    for (int i = 0; i < form.length; i += 2) {
      request = request.formParam(form[i], form[i + 1]);
    }
    var response = request.post(quong.admin() + path);
    assertEquals(201, response.statusCode(), response.asString());
    return response.header("X-Quong-Config-Version");
  }

  private static int withKey() {
    return given().header("apikey", "of-alice").get(quong.proxy() + "/kept").statusCode();
  }

  @Test
  @Order(1)
  void aSecondStartSaysThatItRunsAlready() {
    Run run = quong.quong("start");
    assertEquals(new Run(1, "Error: Quong is already running in " + quong.prefix() + "\n"), run);
  }

  @Test
  @Order(2)
  void statusNamesProgramsAddressesAndVersion() throws Exception {
    Run run = quong.quong("status");
    assertEquals(0, run.status(), run.output());
    String[] lines = run.output().split("\n");
    assertEquals(3, lines.length, run.output());
    assertTrue(
        lines[0].matches("control plane +running +" + quong.admin() + " +pid \\d+"), lines[0]);
    assertTrue(
        lines[1].matches(
            "data plane +running +"
                + quong.proxy()
                + " "
                + quong.proxySsl()
                + " +pid \\d+ +configuration version 5"),
        lines[1]);
    assertTrue(
        lines[2].matches("database +running +embedded PostgreSQL 127.0.0.1:\\d+ +pid \\d+"),
        lines[2]);
  }

  @Test
  @Order(3)
  void theTourIsPrintedWithTheAddressesOfTheInstallation() throws Exception {
    try (Installation other = new Installation(folder.resolve("other"))) {
      Run run = other.quong("start");
      assertEquals(0, run.status(), run.output());
      // Two installations side by side: each has its own ports, data and database.
      assertTrue(run.output().contains("curl -i " + other.proxy() + "/example"), run.output());
      int services = given().get(other.admin() + "/services").path("data.size()");
      assertEquals(0, services, "its own data");
      assertEquals(200, withKey());
      for (String line : run.output().split("\n")) {
        if (line.startsWith("  curl ") || line.startsWith("  for ")) {
          tourLine(line.strip(), other);
        }
      }
    }
  }

  /** Runs a line as a user would paste it; what it makes has to be live before the next one. */
  private static void tourLine(String line, Installation of) throws Exception {
    Path output = folder.resolve("tour.out");
    Process shell =
        new ProcessBuilder("sh", "-c", line)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(shell.waitFor(30, TimeUnit.SECONDS), line);
    String text = Files.readString(output);
    if (line.startsWith("for ")) {
      assertEquals("200\n200\n200\n200\n200\n429\n", text);
    } else if (line.contains("POST")) {
      assertTrue(text.contains("HTTP/1.1 201"), line + "\n" + text);
      String version = text.replaceAll("(?s).*X-Quong-Config-Version: (\\d+).*", "$1");
      given().get(of.admin() + "/quong/nodes?wait=10&version=" + version).then().statusCode(200);
    } else {
      assertTrue(text.matches("(?s).*HTTP/1.1 (200 OK|401 Unauthorized).*"), line + "\n" + text);
    }
  }

  @Test
  @Order(4)
  void aNodeThatWasKilledIsNamedAndAloneStartedAgain() throws Exception {
    long control = Processes.of(quong, "control-plane");
    Processes.kill(Processes.of(quong, "data-plane"));
    Run status = quong.quong("status");
    assertEquals(3, status.status());
    assertTrue(
        status.output().matches("(?s).*data plane +not running +127.0.0.1:\\d+.*"),
        status.output());
    quong.start();
    assertEquals(control, Processes.of(quong, "control-plane"));
    assertEquals(200, withKey());
  }

  @Test
  @Order(5)
  void theKeyStillWorksAfterEverythingWasKilled() throws Exception {
    Processes.kill(Processes.of(quong, "control-plane"));
    Processes.kill(Processes.of(quong, "data-plane"));
    Processes.kill(Processes.database(quong));
    quong.start();
    assertEquals(200, withKey());
  }

  @Test
  @Order(6)
  void adoptsTheDatabaseThatItsKilledControlPlaneLeft() throws Exception {
    long postgres = Processes.database(quong);
    Processes.kill(Processes.of(quong, "control-plane"));
    quong.start();
    assertEquals(postgres, Processes.database(quong));
    given().get(quong.admin() + "/consumers/alice").then().statusCode(200);
  }

  @Test
  @Order(7)
  void aReloadLosesNoRequest() throws Exception {
    quong.set("KONG_PROXY_LISTEN", quong.proxy().substring(7) + " reuseport");
    quong.set("KONG_STATUS_LISTEN", quong.status().substring(7) + " reuseport");
    assertEquals(0, quong.quong("restart").status());
    try (Traffic traffic = new Traffic(LauncherIT::withKey)) {
      assertEquals(new Run(0, "Quong reloaded\n"), quong.quong("reload"));
      traffic.more(10);
    }
  }

  @Test
  @Order(8)
  void aStartThatFailsSaysWhyAndLeavesNothingRunning() throws Exception {
    Installation third = new Installation(folder.resolve("third"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      third.set("KONG_PROXY_LISTEN", address + " reuseport");
      Run run = third.quong("start");
      assertEquals(1, run.status());
      assertTrue(
          run.output()
              .startsWith(
                  "Error: the data plane did not start: could not listen on "
                      + address
                      + ": Address already in use\nThe log is "),
          run.output());
      Run status = third.quong("status");
      assertEquals(3, status.status());
      assertEquals(3, status.output().split("not running", -1).length - 1, status.output());
    }
  }

  @Test
  @Order(9)
  void badSettingsAreRefusedByNameAndUnknownOnesNamed() {
    Installation bad = quongWith("KONG_PG_PORT", "x", "KONG_SERVICE_HOST", "10.0.0.1");
    assertEquals(
        new Run(1, "Error: pg_port must be an integer, got 'x'\n"), bad.quong("config", "check"));
    Installation unknown = quongWith("KONG_SERVICE_HOST", "10.0.0.1");
    assertEquals(
        new Run(
            0,
            """
            Warning: variable KONG_SERVICE_HOST is not a setting, and ignored
            the settings are valid
            """),
        unknown.quong("config", "check"));
  }

  private static Installation quongWith(String... variables) {
    try {
      Installation made = new Installation(folder.resolve("checked"));
      for (int i = 0; i < variables.length; i += 2) {
        made.set(variables[i], variables[i + 1]);
      }
      return made;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @Order(10)
  void runInTheForegroundEndsAllOfItWithItself() throws Exception {
    Installation run = new Installation(folder.resolve("run"));
    Path output = folder.resolve("run.out");
    Process process = run.spawn(output, "run");
    try {
      Processes.await(() -> contains(output, "Ctrl-C stops it"), 120);
      assertEquals(404, given().get(run.proxy() + "/x").statusCode());
      long control = Processes.of(run, "control-plane");
      long node = Processes.of(run, "data-plane");
      // What Ctrl-C sends.
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertFalse(Processes.alive(control));
      assertFalse(Processes.alive(node));
      assertEquals(3, run.quong("status").status());
    } finally {
      process.destroy();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      return false;
    }
  }
}
