package io.quong.admin.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.ConfigFeed;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /quong/events}: every version as a server-sent event, whose id is its number. A client
 * that comes back with {@code Last-Event-ID} gets what it missed; when that is no longer kept it is
 * told so by an event {@code reset}, and reads the configuration anew.
 */
public final class EventsEndpoint implements Endpoint.Stream {
  private static final int BATCH = 100;
  private static final long ALIVE_MILLIS = 15_000;

  /** More clients than this are refused: each holds a connection. */
  private static final int MOST = 1_000;

  private final Vertx vertx;
  private final ConfigFeed feed;
  private final History history;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

  public EventsEndpoint(Vertx vertx, ConfigFeed feed, History history) {
    this.vertx = vertx;
    this.feed = feed;
    this.history = history;
    feed.onAdvance(version -> subscribers.forEach(Subscriber::wake));
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/quong/events", this);
  }

  @Override
  public Reply answer(Call call) {
    String last = call.header("Last-Event-ID");
    if (last != null && !last.matches("\\d{1,18}")) {
      throw AdminError.plain(400, "Last-Event-ID is the number of a version");
    }
    if (subscribers.size() >= MOST) {
      throw AdminError.plain(503, "there are too many clients that listen to events");
    }
    return Reply.text(200, "text/event-stream; charset=utf-8", null)
        .with("Cache-Control", "no-cache")
        .with("X-Accel-Buffering", "no");
  }

  @Override
  public void stream(Call call, HttpServerResponse response) {
    String last = call.header("Last-Event-ID");
    new Subscriber(response, last == null ? feed.version() : Long.parseLong(last)).begin();
  }

  /** One client; all of it runs on the client's event loop. */
  private final class Subscriber {
    private final HttpServerResponse response;
    private final Context context = vertx.getOrCreateContext();
    private long sent;
    private boolean reading;
    private boolean again;
    private long timer;

    Subscriber(HttpServerResponse response, long sent) {
      this.response = response;
      this.sent = sent;
    }

    void begin() {
      subscribers.add(this);
      response.closeHandler(gone -> end());
      response.exceptionHandler(gone -> end());
      response.drainHandler(room -> pump());
      timer = vertx.setPeriodic(ALIVE_MILLIS, tick -> write(": alive\n\n"));
      write(": connected\n\n");
      pump();
    }

    void wake() {
      context.runOnContext(now -> pump());
    }

    private void end() {
      subscribers.remove(this);
      vertx.cancelTimer(timer);
    }

    private void write(String text) {
      if (!response.closed()) {
        response.write(text);
      }
    }

    private void pump() {
      again = true;
      if (reading || response.closed() || response.writeQueueFull()) {
        return;
      }
      again = false;
      reading = true;
      vertx
          .executeBlocking(() -> events(sent), false)
          .onComplete(
              done -> {
                reading = false;
                if (done.failed()) {
                  // The client comes back and asks for what it has not got.
                  end();
                  response.reset();
                  return;
                }
                write(done.result().text());
                boolean more = done.result().upTo() > sent;
                sent = Math.max(sent, done.result().upTo());
                if (more || again) {
                  pump();
                }
              });
    }
  }

  private record Events(String text, long upTo) {}

  private Events events(long after) {
    History.Range range = history.range();
    if (after < range.oldest() || after > range.newest()) {
      String reset =
          "id: %d\nevent: reset\ndata: {\"version\":%d}\n\n"
              .formatted(range.newest(), range.newest());
      return new Events(reset, range.newest());
    }
    StringBuilder text = new StringBuilder();
    long upTo = after;
    List<History.Version> versions = history.above(after, BATCH);
    for (History.Version version : versions) {
      upTo = version.number();
      ObjectNode data = VersionEndpoints.shown(version);
      var changes = data.putArray("changes");
      history.between(upTo - 1, upTo).forEach(change -> changes.add(ChangeView.brief(change)));
      text.append("id: ").append(upTo).append("\nevent: change\ndata: ").append(data);
      text.append("\n\n");
    }
    return new Events(text.toString(), upTo);
  }
}
