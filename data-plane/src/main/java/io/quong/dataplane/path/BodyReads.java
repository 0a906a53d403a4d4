package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** A request's body for plugins that ask for it while their access phase runs. */
final class BodyReads {
  private final HttpExchange exchange;
  private final BodyIntake intake;
  private Promise<Boolean> waiting;
  private long max;

  BodyReads(HttpExchange exchange, BodyIntake intake) {
    this.exchange = exchange;
    this.intake = intake;
  }

  /** See {@link io.quong.plugin.ClientRequest#bodyWithin}. */
  Future<Boolean> within(long limit) {
    RequestBody body = exchange.body;
    if (body.complete()) {
      return Future.succeededFuture(body.length() <= limit);
    }
    if (waiting != null) {
      return Future.failedFuture(new IllegalStateException("the body is waited for already"));
    }
    Promise<Boolean> promise = Promise.promise();
    waiting = promise;
    max = limit;
    intake.readWhole();
    return promise.future();
  }

  /** See {@link io.quong.plugin.ClientRequest#readBody}. */
  Future<ByteBuf> read(int limit) {
    return within(limit)
        .compose(
            fits -> {
              RequestBody body = exchange.body;
              ByteBuf held = body.held();
              if (!fits || held != null || body.spool() == null) {
                return Future.succeededFuture(fits ? held : null);
              }
              ByteBuf loaded = ByteBufAllocator.DEFAULT.buffer((int) body.length());
              Promise<ByteBuf> promise = Promise.promise();
              load(body, loaded, promise);
              return promise.future();
            });
  }

  private void load(RequestBody body, ByteBuf loaded, Promise<ByteBuf> promise) {
    if (loaded.readableBytes() == body.length()) {
      body.loaded(loaded);
      promise.complete(loaded);
      return;
    }
    body.spool()
        .read(
            loaded.readableBytes(),
            ByteBufAllocator.DEFAULT,
            piece -> {
              if (piece == null) {
                loaded.release();
                promise.fail("the body could not be read back");
                return;
              }
              loaded.writeBytes(piece);
              piece.release();
              load(body, loaded, promise);
            });
  }

  /** Whether somebody waited for the end of the body, which has come. */
  boolean ended() {
    return complete(exchange.body.length() <= max);
  }

  /** More of it has come, and perhaps too much. */
  void grown() {
    if (waiting != null && exchange.body.length() > max) {
      intake.waitNoLonger();
      complete(false);
    }
  }

  /** Whether somebody waited, who learns that the body is lost. */
  boolean lost() {
    Promise<Boolean> promise = waiting;
    waiting = null;
    return promise != null && promise.tryFail("the body could not be kept");
  }

  private boolean complete(boolean fits) {
    Promise<Boolean> promise = waiting;
    waiting = null;
    return promise != null && promise.tryComplete(fits);
  }
}
