package io.quong.acceptance.cluster;

import static io.quong.acceptance.cluster.ControlPlane.await;
import static io.quong.acceptance.cluster.TestNode.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.cluster.ClusterTrust;
import io.quong.cluster.SharedSecret;
import io.quong.dataplane.cluster.ControlPlaneAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and whom a node believes. */
class ClusterTrustTest {
  private static final String SECRET = "correct-horse-battery";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Database database;

  @BeforeEach
  void start() throws Exception {
    database = new Database();
  }

  @AfterEach
  void stop() throws Exception {
    database.close();
    await(vertx.close());
  }

  private TestNode node(ControlPlane control, ClusterTrust trust, String version) throws Exception {
    ControlPlaneAddress address = ControlPlaneAddress.fixed(control.address());
    return new TestNode(
            vertx, Files.createTempDirectory(folder, "n"), address, trust, null, version)
        .start();
  }

  /** Whether the node gets a configuration; if not, its warning must say why. */
  private void check(ClusterTrust server, ClusterTrust client, String version, String refusal)
      throws Exception {
    try (ControlPlane control = new ControlPlane(vertx, database, server, 0);
        TestNode node = node(control, client, version)) {
      if (refusal == null) {
        until("configured", node.state::configured);
      } else {
        until("refused", () -> !node.state.warnings().isEmpty());
        String said = node.state.warnings().get(0);
        assertTrue(said.contains(refusal), said);
        assertFalse(said.contains(SECRET), said);
        assertFalse(node.state.configured());
      }
    }
  }

  @Test
  void theSecretLetsIn() throws Exception {
    ClusterTrust trust = ClusterTrust.loopback(new SharedSecret(SECRET));
    check(trust, trust, "1.0.0", null);
  }

  @Test
  void anotherSecretDoesNot() throws Exception {
    check(
        ClusterTrust.loopback(new SharedSecret(SECRET)),
        ClusterTrust.loopback(new SharedSecret("some other secret")),
        "1.0.0",
        "it answered 401: this node does not know the secret of this cluster"
            + " (QUONG_CLUSTER_SECRET)");
  }

  @Test
  void aNodeOfAnotherMajorVersionIsToldSo() throws Exception {
    ClusterTrust trust = ClusterTrust.loopback(new SharedSecret(SECRET));
    check(
        trust,
        trust,
        "2.0.1",
        "it answered 400: this control plane runs Quong 1.4.2 and takes nodes of the same major"
            + " version; this node runs 2.0.1");
  }

  @Test
  void anotherProtocolVersionIsToldSo() throws Exception {
    ClusterTrust trust = Trusts.shared("ec-one");
    ClusterTrust loopback = ClusterTrust.loopback(new SharedSecret(SECRET));
    try (ControlPlane control = new ControlPlane(vertx, database, loopback, 0)) {
      var client = vertx.createHttpClient();
      String node = "6f1c7a52-5a0e-4a5c-9ac0-000000000001";
      var answer =
          await(
              client
                  .request(HttpMethod.POST, control.port, "127.0.0.1", "/quong/cluster/v2/sync")
                  .compose(
                      request ->
                          request
                              .putHeader("Quong-Node-Id", node)
                              .putHeader("Quong-Node-Version", "1.0.0")
                              .putHeader(
                                  "Authorization", "Quong " + loopback.secret().token(node, ""))
                              .send("{}"))
                  .compose(response -> response.body()));
      assertEquals(
          "{\"message\":\"this control plane (Quong 1.4.2) speaks version 1 of the cluster"
              + " protocol, under /quong/cluster/v1/; this node asked for"
              + " /quong/cluster/v2/sync\"}",
          answer.toString());
    }
    assertEquals("ClusterTrust[SHARED, tls]", trust.toString());
  }

  @Test
  void theSecretOverTlsTakesACertificateThatNobodySigned() throws Exception {
    SharedSecret secret = new SharedSecret(SECRET);
    check(
        ClusterTrust.secret(secret, Trusts.pem("ec-one-cert"), Trusts.pem("ec-one-key")),
        ClusterTrust.secret(secret),
        "1.0.0",
        null);
  }

  @Test
  void whoDoesNotKnowTheSecretIsNotBelieved() throws Exception {
    // A control plane that takes anybody, as one who listens in would.
    try (FakeControlPlane fake = new FakeControlPlane(vertx);
        TestNode node =
            new TestNode(
                    vertx,
                    folder.resolve("n"),
                    ControlPlaneAddress.fixed("127.0.0.1:" + fake.port),
                    ClusterTrust.loopback(new SharedSecret(SECRET)),
                    null)
                .start()) {
      until("refused", () -> !node.state.warnings().isEmpty());
      assertTrue(
          node.state.warnings().get(0).contains("does not know this cluster's secret"),
          node.state.warnings().get(0));
      assertFalse(node.state.configured());
    }
  }

  @Test
  void theSameCertificateLetsInAndAnotherDoesNot() throws Exception {
    check(Trusts.shared("ec-one"), Trusts.shared("ec-one"), "1.0.0", null);
    check(Trusts.shared("ec-one"), Trusts.shared("ec-two"), "1.0.0", "(cluster_cert)");
  }

  /** Answers every poll with an empty configuration. */
  private static final class FakeControlPlane implements AutoCloseable {
    final int port;
    private final io.vertx.core.http.HttpServer server;

    FakeControlPlane(Vertx vertx) {
      server =
          vertx
              .createHttpServer()
              .requestHandler(
                  request ->
                      request
                          .response()
                          .putHeader("Quong-Proof", "0".repeat(64))
                          .end(
                              """
                              {"installation":"x","version":1,"content":"full"}
                              {"end":0}
                              """));
      port = await(server.listen(0, "127.0.0.1")).actualPort();
    }

    @Override
    public void close() {
      await(server.close());
    }
  }
}
