package io.quong.listen;

import io.quong.settings.HeaderBuffers;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import io.quong.settings.Settings;
import io.quong.settings.TlsProfile;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The sockets of one listen list, all handing to one handler. Quarkus's own server offers one plain
 * and one TLS port; Kong's lists have any number, with flags.
 */
public final class HttpListeners {
  private static final Logger LOG = Logger.getLogger(HttpListeners.class);

  /** Answered requests are forgotten when there are so many. */
  private static final int MANY = 64;

  private final Vertx vertx;
  private final Settings settings;
  private final ListenerCertificates.Server server;
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> urls = new ArrayList<>();
  private final Set<HttpServerResponse> answering = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /**
   * @param server whose certificates TLS shows
   */
  public HttpListeners(Vertx vertx, Settings settings, ListenerCertificates.Server server) {
    this.vertx = vertx;
    this.settings = settings;
    this.server = server;
  }

  /**
   * Opens all addresses, or none; blocks until they are open.
   *
   * @throws IOException when an address is taken or a certificate cannot be read; the message names
   *     it
   */
  public void open(List<Listen> listens, Handler<HttpServerRequest> handler) throws IOException {
    List<ListenerCertificates.Pair> pairs =
        listens.stream().anyMatch(Listen::ssl)
            ? new ListenerCertificates(settings, Clock.systemUTC()).of(server)
            : List.of();
    try {
      for (Listen listen : listens) {
        PortProbe.probe(listen);
        HttpServer http = vertx.createHttpServer(options(listen, pairs));
        servers.add(http);
        http.requestHandler(request -> counted(request, handler));
        http.exceptionHandler(e -> LOG.debugf("connection to %s: %s", listen, e.getMessage()));
        int port = await(listen, http.listen(PortProbe.address(listen).getPort(), host(listen)));
        urls.add(listen.url(port));
      }
    } catch (IOException | RuntimeException e) {
      servers.forEach(HttpServer::close);
      throw e;
    }
  }

  private static String host(Listen listen) {
    return listen.address().equals("*") ? "0.0.0.0" : listen.address();
  }

  private static int await(Listen listen, Future<HttpServer> listening) throws BindException {
    try {
      return listening
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS)
          .actualPort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortProbe.refused(listen, e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw PortProbe.refused(listen, e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw PortProbe.refused(listen, e);
    }
  }

  /** The URL of each open socket, in the order of the list. */
  public List<String> urls() {
    return List.copyOf(urls);
  }

  /** Remembers what is being answered: the handlers of the response belong to the router. */
  private void counted(HttpServerRequest request, Handler<HttpServerRequest> handler) {
    if (answering.size() >= MANY) {
      answering.removeIf(HttpListeners::over);
    }
    answering.add(request.response());
    if (closing) {
      request.response().putHeader("Connection", "close");
    }
    handler.handle(request);
  }

  private static boolean over(HttpServerResponse response) {
    return response.ended() || response.closed();
  }

  /**
   * Closes all sockets after the requests in flight have been answered, at the latest after the
   * grace. Blocks.
   */
  public void close(long graceMs) {
    closing = true;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMs);
    try {
      while (!answering.stream().allMatch(HttpListeners::over) && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    servers.forEach(HttpServer::close);
  }

  private HttpServerOptions options(Listen listen, List<ListenerCertificates.Pair> pairs) {
    HeaderBuffers buffers = HeaderBuffers.parse(settings.get(Keys.LARGE_CLIENT_HEADER_BUFFERS));
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setReusePort(listen.reuseport() && vertx.isNativeTransportEnabled())
            .setUseProxyProtocol(listen.proxyProtocol())
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(listen.http2())
            .setMaxInitialLineLength(buffers.size())
            .setMaxHeaderSize(buffers.number() * buffers.size())
            .setIdleTimeout(settings.get(Keys.KEEPALIVE_TIMEOUT).intValue())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    if (listen.backlog() > 0) {
      options.setAcceptBacklog(listen.backlog());
    }
    if (listen.keepalive() != null) {
      options.setTcpKeepAlive(listen.keepalive());
    }
    if (listen.ssl()) {
      tls(options, listen, pairs);
    }
    return options;
  }

  private void tls(
      HttpServerOptions options, Listen listen, List<ListenerCertificates.Pair> pairs) {
    PemKeyCertOptions pem = new PemKeyCertOptions();
    for (ListenerCertificates.Pair pair : pairs) {
      pem.addCertValue(Buffer.buffer(pair.certificate())).addKeyValue(Buffer.buffer(pair.key()));
    }
    TlsProfile profile = TlsProfile.of(settings);
    options
        .setSsl(true)
        .setKeyCertOptions(pem)
        .setEnabledSecureTransportProtocols(new LinkedHashSet<>(profile.protocols()))
        .setUseAlpn(true)
        .setAlpnVersions(
            listen.http2()
                ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                : List.of(HttpVersion.HTTP_1_1));
    profile.ciphers().forEach(options::addEnabledCipherSuite);
  }
}
