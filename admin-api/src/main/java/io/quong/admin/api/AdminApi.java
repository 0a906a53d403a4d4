package io.quong.admin.api;

import io.quong.admin.store.StoreUnavailable;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The Admin API: takes a request with its body, finds what answers it, runs that on a thread that
 * may block, and writes the answer with the headers that all have.
 */
public final class AdminApi implements Handler<HttpServerRequest> {
  private static final Logger LOG = Logger.getLogger(AdminApi.class);
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  /** Where documents are imported that may be longer than any other body. */
  public static final String DOCUMENTS = "/quong/declarative";

  private static final long LONGEST_DOCUMENT = 256L << 20;

  /** A body that is too long is read on for so much, so that its sender comes to the answer. */
  private static final int DISCARD = 64 << 20;

  private final Vertx vertx;
  private final Endpoints endpoints;
  private final Guard guard;
  private final CrossOrigin crossOrigin;
  private final long maxBody;
  private final String server;
  private final boolean latency;

  /**
   * @param server what the header {@code Server} says
   */
  public AdminApi(Vertx vertx, Endpoints endpoints, Guard guard, Settings settings, String server) {
    this.vertx = vertx;
    this.endpoints = endpoints;
    this.guard = guard;
    this.crossOrigin = new CrossOrigin(settings.get(Keys.ADMIN_GUI_URL));
    this.maxBody = settings.get(Keys.ADMIN_CLIENT_MAX_BODY_SIZE);
    this.server = settings.headerEnabled("server") ? server : null;
    this.latency = settings.headerEnabled("x-kong-admin-latency");
  }

  @Override
  public void handle(HttpServerRequest request) {
    new Exchange(request).read();
  }

  /** One request on its way through. */
  private final class Exchange {
    private final HttpServerRequest request;
    private final long started = System.nanoTime();
    private final Buffer body = Buffer.buffer();
    private long received;

    Exchange(HttpServerRequest request) {
      this.request = request;
    }

    void read() {
      String method = request.method().name();
      if (!method.equals(method.toUpperCase(Locale.ROOT))) {
        write(AdminError.plain(400, "Bad request").reply(), null);
        return;
      }
      request.handler(this::piece);
      request.exceptionHandler(gone -> LOG.debugf("a request broke off: %s", gone.getMessage()));
      request.endHandler(end -> finished());
      request.resume();
    }

    private void piece(Buffer piece) {
      received += piece.length();
      if (fits() && WITH_BODY.contains(request.method().name())) {
        body.appendBuffer(piece);
      } else if (!fits() && received > maxBody + DISCARD) {
        tooLarge();
      }
    }

    private boolean fits() {
      long most = DOCUMENTS.equals(request.path()) ? LONGEST_DOCUMENT : maxBody;
      return most == 0 || received <= most;
    }

    private void tooLarge() {
      request.response().putHeader("Connection", "close");
      write(AdminError.tooLarge().reply(), null);
    }

    private void finished() {
      if (!fits()) {
        tooLarge();
        return;
      }
      vertx
          .executeBlocking(this::answer, false)
          .compose(Function.identity())
          .onComplete(
              done ->
                  write(
                      done.succeeded() ? done.result() : AdminError.unexpected().reply(),
                      request.method().name()));
    }

    private Future<Reply> answer() {
      try {
        return route().otherwise(this::told);
      } catch (RuntimeException | StackOverflowError fault) {
        return Future.succeededFuture(told(fault));
      }
    }

    private Reply told(Throwable fault) {
      if (fault instanceof AdminError told) {
        return told.reply();
      }
      if (fault instanceof StoreUnavailable away) {
        LOG.warnf("%s %s: %s", request.method(), request.path(), away.getCause().getMessage());
        return AdminError.databaseUnavailable().reply();
      }
      LOG.errorf(fault, "%s %s failed", request.method(), request.path());
      return AdminError.unexpected().reply();
    }

    private Future<Reply> route() {
      String method = request.method().name();
      String who = guard.admit(method, request.headers());
      Arguments query = Arguments.parse(request.query());
      String path = path(request.path());
      String type = request.getHeader("Content-Type");
      boolean document =
          path.equals(DOCUMENTS)
              || (path.equals("/config")
                  && (type == null || !BodyReader.reads(type) || body.length() == 0));
      Body parsed =
          WITH_BODY.contains(method) && !document
              ? BodyReader.read(type, body.getBytes())
              : Body.empty();
      Endpoints.Found found = endpoints.find(path);
      if (found == null) {
        throw AdminError.notFound();
      }
      if (method.equals("OPTIONS") && !found.methods().containsKey(method)) {
        crossOrigin.preflight(request, found.allowed(), request.response().headers());
        return Future.succeededFuture(Reply.noContent());
      }
      Endpoint endpoint = found.methods().get(method);
      if (endpoint == null) {
        throw AdminError.methodNotAllowed();
      }
      Call call = new Call(request, path, decoded(found), query, parsed, body.getBytes(), who);
      if (endpoint instanceof Endpoint.Stream stream && !method.equals("HEAD")) {
        Reply head = stream.answer(call);
        vertx.runOnContext(now -> begin(head, stream, call));
        return Promise.<Reply>promise().future();
      }
      return endpoint instanceof Endpoint.Later later
          ? later.later(call)
          : Future.succeededFuture(endpoint.answer(call));
    }

    private static String path(String path) {
      if (path == null) {
        return "/";
      }
      return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Map<String, String> decoded(Endpoints.Found found) {
      Map<String, String> decoded = new LinkedHashMap<>();
      found
          .parameters()
          .forEach(
              (name, encoded) -> {
                String text = PercentText.decodeStrictly(encoded);
                if (text == null || text.indexOf('\0') >= 0) {
                  throw AdminError.plain(400, "Bad request");
                }
                decoded.put(name, text);
              });
      return decoded;
    }

    private void begin(Reply head, Endpoint.Stream stream, Call call) {
      HttpServerResponse response = request.response();
      if (response.closed()) {
        return;
      }
      head(head, response);
      response.putHeader("Content-Type", head.contentType());
      response.setChunked(true);
      stream.stream(call, response);
    }

    private void write(Reply reply, String method) {
      HttpServerResponse response = request.response();
      if (response.ended() || response.closed()) {
        return;
      }
      head(reply, response);
      if (reply.body() == null) {
        response.end();
        return;
      }
      Buffer bytes = Buffer.buffer(reply.body());
      response.putHeader("Content-Type", reply.contentType());
      response.putHeader("Content-Length", Integer.toString(bytes.length()));
      if ("HEAD".equals(method)) {
        response.end();
      } else {
        response.end(bytes);
      }
    }

    private void head(Reply reply, HttpServerResponse response) {
      crossOrigin.common(request, response.headers());
      if (server != null) {
        response.putHeader("Server", server);
      }
      if (latency) {
        long millis = (System.nanoTime() - started) / 1_000_000;
        response.putHeader("X-Kong-Admin-Latency", Long.toString(millis));
      }
      reply.headers().forEach(response::putHeader);
      response.setStatusCode(reply.status());
    }
  }
}
