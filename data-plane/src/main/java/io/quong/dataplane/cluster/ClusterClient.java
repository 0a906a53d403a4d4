package io.quong.dataplane.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterTrust;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.PinnedCertificate;
import io.quong.cluster.SharedSecret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;

/** Requests to the control plane, authenticated both ways. */
final class ClusterClient implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ClusterClient.class);
  private static final int MOST_ERROR_BODY = 65_536;

  private final HttpClient client;
  private final Context context;
  private final ClusterTrust trust;
  private final String nodeId;
  private final String nodeVersion;
  private final SecureRandom random = new SecureRandom();
  private volatile HostAndPort address;
  private volatile boolean closed;

  ClusterClient(Vertx vertx, ClusterTrust trust, String nodeId, String nodeVersion) {
    this.trust = trust;
    this.nodeId = nodeId;
    this.nodeVersion = nodeVersion;
    context = vertx.getOrCreateContext();
    client = vertx.createHttpClient(options(trust));
  }

  private static HttpClientOptions options(ClusterTrust trust) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(3_000)
            .setMaxPoolSize(4)
            .setMaxWaitQueueSize(64)
            .setTcpNoDelay(true)
            // Compression pays between machines; on one machine it only costs.
            .setDecompressionSupported(trust.tls());
    if (!trust.tls()) {
      return options;
    }
    options.setSsl(true).setVerifyHost(trust.mode() == ClusterTrust.Mode.PKI);
    options.setTrustOptions(trustOptions(trust));
    if (trust.certificate() != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertValue(Buffer.buffer(trust.certificate()))
              .addKeyValue(Buffer.buffer(trust.key())));
    }
    return options;
  }

  private static TrustOptions trustOptions(ClusterTrust trust) {
    return switch (trust.mode()) {
      case SECRET -> TrustOptions.wrap(PinnedCertificate.any());
      case SHARED -> TrustOptions.wrap(PinnedCertificate.of(trust.certificate()));
      case PKI -> new PemTrustOptions().addCertValue(Buffer.buffer(trust.authority()));
    };
  }

  /** Where requests go from now on. */
  void address(HostAndPort to) {
    address = to;
  }

  Context context() {
    return context;
  }

  /**
   * Sends a request.
   *
   * @param silenceMs after so long without a byte the request fails
   * @return the answer with status 200, paused and proven to be the control plane's; fails with a
   *     {@link ControlPlaneFault} otherwise
   */
  Future<HttpClientResponse> post(String path, ObjectNode body, long silenceMs) {
    Promise<HttpClientResponse> answer = Promise.promise();
    HostAndPort to = address;
    if (to == null) {
      return Future.failedFuture(new ControlPlaneFault("its address is not known", null));
    }
    context.runOnContext(unused -> attempt(to, path, body, silenceMs).onComplete(answer));
    return answer.future();
  }

  private Future<HttpClientResponse> attempt(
      HostAndPort to, String path, ObjectNode body, long silenceMs) {
    if (closed) {
      return Future.failedFuture(new ControlPlaneFault("the node stops", null));
    }
    try {
      return client
          .request(request(to, path))
          .compose(request -> send(request, body, silenceMs))
          .recover(fault -> Future.failedFuture(ControlPlaneFault.of(to, fault)));
    } catch (IllegalStateException e) {
      // Closed between the look and the call.
      return Future.failedFuture(ControlPlaneFault.of(to, e));
    }
  }

  private RequestOptions request(HostAndPort to, String path) {
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.POST).setURI(path).setConnectTimeout(3_000);
    if (trust.serverName() != null) {
      // Name and certificate are those of the setting, the connection goes where the address says.
      options.setServer(SocketAddress.inetSocketAddress(to.port(), to.host()));
      return options.setHost(trust.serverName()).setPort(to.port());
    }
    return options.setHost(to.host()).setPort(to.port());
  }

  private Future<HttpClientResponse> send(
      HttpClientRequest request, ObjectNode body, long silenceMs) {
    String nonce = nonce();
    String certificate;
    try {
      certificate = certificate(request.connection());
    } catch (IOException e) {
      request.reset();
      return Future.failedFuture(e);
    }
    request.putHeader(ClusterWire.NODE_ID, nodeId);
    request.putHeader(ClusterWire.NODE_VERSION, nodeVersion);
    request.putHeader("Content-Type", "application/json");
    if (trust.secret() != null) {
      String token = trust.secret().token(nodeId, certificate);
      request.putHeader("Authorization", ClusterWire.SCHEME + token);
      request.putHeader(ClusterWire.NONCE, nonce);
    }
    request.idleTimeout(silenceMs);
    return request
        .send(Buffer.buffer(body.toString()))
        .compose(response -> check(response, nonce, certificate));
  }

  private Future<HttpClientResponse> check(
      HttpClientResponse response, String nonce, String certificate) {
    response.pause();
    // Replaced by whoever reads the body; without one Vert.x logs what is no news.
    response.exceptionHandler(fault -> LOG.debug("an answer broke off", fault));
    if (response.statusCode() != 200) {
      return Bodies.read(response, MOST_ERROR_BODY)
          .compose(
              text -> Future.failedFuture(ControlPlaneFault.answer(response.statusCode(), text)));
    }
    if (trust.secret() != null) {
      String expected = trust.secret().proof(nonce, certificate);
      if (!SharedSecret.equal(expected, response.getHeader(ClusterWire.PROOF))) {
        response.request().reset();
        return Future.failedFuture(
            new ControlPlaneFault("what answers there does not know this cluster's secret", null));
      }
    }
    return Future.succeededFuture(response);
  }

  private String nonce() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private String certificate(HttpConnection connection) throws IOException {
    if (!trust.tls()) {
      return SharedSecret.NO_CERTIFICATE;
    }
    try {
      return PinnedCertificate.sha256(connection.peerCertificates().get(0));
    } catch (SSLPeerUnverifiedException e) {
      throw new IOException("the control plane has no certificate", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      client.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.debug("closing the client", e);
    }
  }
}
