package io.quong.plugins.jwtbearer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.lang.System.Logger.Level;
import java.security.PublicKey;
import java.time.Clock;

/**
 * The keys that an issuer publishes, fetched when they are needed and kept. Keys that are too old
 * are fetched anew, and so are they for a key that is not among them, once in ten seconds at most:
 * made-up names cost the issuer nothing. While they cannot be fetched the old ones count.
 */
final class PublishedKeys {
  private static final System.Logger LOG = System.getLogger(PublishedKeys.class.getName());
  private static final long PAUSE_MS = 10_000;
  private static final long PATIENCE_MS = 5_000;
  private static final int MOST_BYTES = 1 << 20;

  private final HttpClient client;
  private final Clock clock;
  private final String uri;
  private final long ttlMs;
  private volatile KeySet keys = KeySet.EMPTY;
  private volatile long checkedAt;
  private volatile long goodFor;
  private long triedAt;
  private boolean tried;
  private Future<KeySet> underWay;

  PublishedKeys(Vertx vertx, Clock clock, String uri, double ttlSeconds) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) PATIENCE_MS).setMaxPoolSize(1));
    this.clock = clock;
    this.uri = uri;
    this.ttlMs = (long) (ttlSeconds * 1_000);
  }

  /** The key when it is at hand and young enough; null when {@link #fetch} should be asked. */
  PublicKey atHand(String kid) {
    long age = clock.millis() - checkedAt;
    // A clock that was set back makes nothing young for ever.
    return age >= 0 && age < goodFor ? keys.find(kid) : null;
  }

  /** The key after an attempt to fetch, or without one when the last was just now; or null. */
  Future<PublicKey> fetch(String kid) {
    return attempt().map(found -> found.find(kid));
  }

  private synchronized Future<KeySet> attempt() {
    if (underWay != null) {
      return underWay;
    }
    long since = clock.millis() - triedAt;
    if (tried && since >= 0 && since < PAUSE_MS) {
      return Future.succeededFuture(keys);
    }
    tried = true;
    triedAt = clock.millis();
    Promise<KeySet> done = Promise.promise();
    underWay = done.future();
    download().onComplete(result -> settle(result.succeeded() ? result.result() : null, done));
    return done.future();
  }

  private void settle(KeySet found, Promise<KeySet> done) {
    synchronized (this) {
      underWay = null;
      if (found != null) {
        keys = found;
      }
      checkedAt = clock.millis();
      // Old ones count until the next try, so that an issuer that is away costs nobody a wait.
      goodFor = found != null ? ttlMs : PAUSE_MS;
    }
    done.complete(keys);
  }

  private Future<KeySet> download() {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(uri)
            .setTimeout(PATIENCE_MS)
            .putHeader("Accept", "application/json");
    return client
        .request(options)
        // On the request's own thread: a reader that comes later would find the response ended.
        .compose(request -> request.send().compose(PublishedKeys::body))
        .map(body -> KeySet.parse(body.toString()))
        .onFailure(
            fault ->
                LOG.log(
                    Level.WARNING, "keys of " + uri + " can't be fetched: " + fault.getMessage()));
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      response.exceptionHandler(reset -> {});
      response.request().reset();
      return Future.failedFuture("status " + response.statusCode());
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        piece -> {
          if (body.length() + piece.length() > MOST_BYTES) {
            whole.tryFail("more than " + MOST_BYTES + " bytes");
            response.request().reset();
          } else {
            body.appendBuffer(piece);
          }
        });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }

  void close() {
    client.close();
  }
}
