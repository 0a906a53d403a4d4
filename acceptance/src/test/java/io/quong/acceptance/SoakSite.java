package io.quong.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** The configuration that the soak's traffic passes. */
final class SoakSite {
  private final String admin;
  private String version;

  SoakSite(String admin) {
    this.admin = admin;
  }

  void make(SoakUpstreams upstreams, Soak.Ports ports) {
    String local = "http://127.0.0.1:";
    put("/services/stable", "{\"url\":\"" + local + upstreams.httpPort() + "\"}");
    put("/services/stable/routes/stable", "{\"paths\":[\"/stable\"]}");
    put("/services/moving", "{\"url\":\"http://moving.test:" + upstreams.httpPort() + "\"}");
    put("/services/moving/routes/moving", "{\"paths\":[\"/moving\"]}");
    put("/services/dying", "{\"retries\":0,\"url\":\"" + local + upstreams.dyingPort() + "\"}");
    put("/services/dying/routes/dying", "{\"paths\":[\"/dying\"]}");
    put(
        "/upstreams/pool",
        "{\"healthchecks\":{\"passive\":{\"unhealthy\":{\"tcp_failures\":3}},"
            + "\"active\":{\"type\":\"tcp\",\"healthy\":{\"interval\":1,\"successes\":1}}}}");
    for (int port : new int[] {upstreams.httpPort(), upstreams.dyingPort()}) {
      given()
          .contentType(ContentType.JSON)
          .body("{\"target\":\"127.0.0.1:" + port + "\"}")
          .post(admin + "/upstreams/pool/targets")
          .then()
          .statusCode(201);
    }
    put("/services/pool", "{\"url\":\"http://pool\"}");
    put("/services/pool/routes/pool", "{\"paths\":[\"/pool\"]}");
    put("/services/grpc", "{\"url\":\"grpc://127.0.0.1:" + upstreams.httpPort() + "\"}");
    put("/services/grpc/routes/grpc", "{\"protocols\":[\"grpc\"],\"paths\":[\"/pkg.Echo\"]}");
    for (String protocol : new String[] {"tcp", "tls", "udp"}) {
      int port =
          switch (protocol) {
            case "tcp" -> ports.tcp();
            case "tls" -> ports.tls();
            default -> ports.udp();
          };
      String kind = protocol.equals("udp") ? "udp" : "tcp";
      put(
          "/services/" + protocol,
          // So long a session of UDP outlives its last datagram.
          "{\"read_timeout\":3000,\"url\":\""
              + kind
              + "://127.0.0.1:"
              + upstreams.netPort()
              + "\"}");
      put(
          "/services/" + protocol + "/routes/" + protocol,
          "{\"protocols\":[\"" + protocol + "\"],\"destinations\":[{\"port\":" + port + "}]}");
    }
    given().get(admin + "/quong/nodes?wait=30&version=" + version).then().statusCode(200);
  }

  private void put(String path, String body) {
    Response answer = given().contentType(ContentType.JSON).body(body).put(admin + path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.asString());
    }
    version = answer.header("X-Quong-Config-Version");
  }
}
