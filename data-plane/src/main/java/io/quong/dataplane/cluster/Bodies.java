package io.quong.dataplane.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;

/** Whole bodies within a bound. */
final class Bodies {
  private Bodies() {}

  /** Reads the body of a paused response, on its context. */
  static Future<Buffer> read(HttpClientResponse response, int most) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        piece -> {
          if (body.length() + piece.length() > most) {
            whole.tryFail(new IOException("an answer of more than " + most + " bytes"));
            response.request().reset();
          } else {
            body.appendBuffer(piece);
          }
        });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(unused -> whole.tryComplete(body));
    response.resume();
    return whole.future();
  }
}
