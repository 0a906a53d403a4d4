package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.quong.dataplane.error.StatusText;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Passport.State;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.Step;
import org.jboss.logging.Logger;

/** Takes a response to the client: header filters, the gateway's headers, body filters, bytes. */
final class ResponseWriter {
  private static final Logger LOG = Logger.getLogger(ResponseWriter.class);

  /** Bytes of a status line besides its phrase, and of the line that ends the head. */
  private static final int STATUS_LINE = 17;

  private final HttpExchange exchange;
  private final Channel client;
  private boolean filtersBody;

  /** The response is collected for body filters that want it whole. */
  private HeldResponse collected;

  /** The body of an answer that a header filter gave in place of the real one. */
  private ByteBuf replacement;

  private boolean headWritten;
  private boolean begun;
  private boolean ended;
  private boolean tooLarge;

  ResponseWriter(HttpExchange exchange, Channel client) {
    this.exchange = exchange;
    this.client = client;
  }

  /** Whether a response is under way, so that there can be no other one. */
  boolean begun() {
    return begun;
  }

  /** Whether the last byte was written. */
  boolean ended() {
    return ended;
  }

  /** Whether the body is larger than what may be held for a plugin that wants it whole. */
  boolean tooLarge() {
    return tooLarge;
  }

  /** The whole of an answer that the gateway made. */
  void answer(MadeAnswer answer, Source source) {
    HeaderBlock headers = answer.headers();
    headers.set(HeaderName.DATE, exchange.loop.date());
    int length = answer.body().readableBytes();
    if (mayHaveBody(answer.status())) {
      headers.set(HeaderName.CONTENT_LENGTH, Integer.toString(length));
    }
    head(
        ResponseHead.of(answer.status(), answer.reason(), headers, Framing.LENGTH, length),
        source,
        answer.close());
    part(BodyPart.last(answer.body()));
    client.flush();
  }

  private static boolean mayHaveBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }

  /**
   * The head; its headers are edited in place.
   *
   * @param close whether the connection ends with this response
   */
  void head(ResponseHead head, Source source, boolean close) {
    begun = true;
    HeaderBlock headers = head.headers();
    exchange.response.begin(head.status(), headers, source);
    ResponseHeaders.upstreamStatus(exchange, headers);
    ResponseHeaders.stickyCookie(exchange, headers);
    headerFilters();
    ResponseHeaders.own(exchange, headers);
    filtersBody = exchange.run.any(Phase.BODY_FILTER);
    int status = exchange.response.status();
    String reason = status == head.status() ? head.reason() : StatusText.reason(status);
    Framing framing = head.framing();
    long length = head.contentLength();
    boolean counted = headers.contains(HeaderName.CONTENT_LENGTH);
    if (replacement != null) {
      framing = Framing.LENGTH;
      length = replacement.readableBytes();
      headers.set(HeaderName.CONTENT_LENGTH, Long.toString(length));
    } else if (framing == Framing.LENGTH && !counted && length > 0 && mayHaveBody(status)) {
      // A plugin that is going to change the body took the length out.
      framing = Framing.CHUNKED;
    }
    ResponseHead out = ResponseHead.of(status, reason, headers, framing, length);
    ResponseHead sent = close ? out.closing() : out;
    if (filtersBody && exchange.run.any(Phase.BODY_FILTER, Plugin.Need.RESPONSE_BODY)) {
      collected = new HeldResponse(sent);
      if (counted && mayHaveBody(status) && !exchange.head.method().equals("HEAD")) {
        // It waits for the length that the plugins leave.
        return;
      }
    }
    write(sent);
  }

  private void write(ResponseHead head) {
    headWritten = true;
    exchange.responseBytes += head.headers().writtenSize() + head.reason().length() + STATUS_LINE;
    client.write(head, client.voidPromise());
    exchange.passport.mark(State.RESPONSE_HEAD_SENT);
  }

  private void headerFilters() {
    ChainRun run = exchange.run;
    for (int slot = 0; slot < run.size(); slot++) {
      LoadedPlugin plugin = run.enter(slot, Phase.HEADER_FILTER);
      if (plugin == null) {
        continue;
      }
      if (exchange.trace != null) {
        exchange.trace.enter();
      }
      long began = System.nanoTime();
      Throwable failure = null;
      try {
        Step step = plugin.plugin().headerFilter(exchange);
        if (step instanceof Step.Respond respond) {
          replace(MadeAnswer.of(exchange, respond.answer()));
        } else if (step instanceof Step.Await) {
          LOG.errorf("%s may not wait in the header filter", plugin);
        }
      } catch (RuntimeException failed) {
        failure = failed;
        LOG.errorf(failed, "%s failed in the header filter", plugin);
      }
      if (exchange.trace != null) {
        exchange.trace.leave(Phase.HEADER_FILTER, plugin, failure);
      }
      if (exchange.timesPlugins()) {
        exchange.ran(Phase.HEADER_FILTER, plugin, began, failure);
      }
    }
  }

  private void replace(MadeAnswer answer) {
    HeaderBlock headers = exchange.response.block();
    exchange.response.status(answer.status());
    for (int line = 0; line < answer.headers().size(); line++) {
      headers.remove(answer.headers().name(line));
    }
    for (int line = 0; line < answer.headers().size(); line++) {
      headers.add(answer.headers().name(line), answer.headers().value(line));
    }
    if (replacement != null) {
      replacement.release();
    }
    replacement = answer.body();
  }

  /** A piece of the body; the writer takes it over. */
  void part(BodyPart part) {
    BodyPart out = part;
    if (replacement != null) {
      part.release();
      if (!part.last()) {
        return;
      }
      out = BodyPart.last(replacement);
      replacement = null;
    }
    if (collected != null) {
      boolean last = out.last();
      tooLarge = !collected.add(out);
      if (tooLarge || !last) {
        return;
      }
      out = BodyPart.last(collected.body().retain());
    }
    if (filtersBody) {
      out = filter(out);
    }
    if (!headWritten) {
      writeCounted(out.content().readableBytes());
    }
    exchange.responseBytes += out.content().readableBytes();
    exchange.bodyBytes += out.content().readableBytes();
    ended = out.last();
    client.write(out, client.voidPromise());
  }

  private void writeCounted(int length) {
    ResponseHead head = collected.head();
    head.headers().set(HeaderName.CONTENT_LENGTH, Integer.toString(length));
    ResponseHead out =
        ResponseHead.of(head.status(), head.reason(), head.headers(), Framing.LENGTH, length);
    write(head.keepAlive() ? out : out.closing());
  }

  private BodyPart filter(BodyPart part) {
    Piece piece = new Piece(part.content(), part.last());
    ChainRun run = exchange.run;
    for (int slot = 0; slot < run.size(); slot++) {
      LoadedPlugin plugin = run.enter(slot, Phase.BODY_FILTER);
      if (plugin != null) {
        filter(plugin, piece);
      }
    }
    return new BodyPart(piece.content, part.last(), part.trailers());
  }

  private void filter(LoadedPlugin plugin, Piece piece) {
    if (exchange.trace != null) {
      exchange.trace.enter();
    }
    Throwable failure = null;
    try {
      plugin.plugin().bodyFilter(exchange, piece);
    } catch (RuntimeException failed) {
      failure = failed;
      LOG.errorf(failed, "%s failed in the body filter", plugin);
    }
    if (exchange.trace != null) {
      exchange.trace.leave(Phase.BODY_FILTER, plugin, failure);
    }
  }

  void release() {
    if (collected != null) {
      collected.release();
    }
    if (replacement != null) {
      replacement.release();
      replacement = null;
    }
  }

  private static final class Piece implements BodyPiece {
    private ByteBuf content;
    private final boolean last;

    Piece(ByteBuf content, boolean last) {
      this.content = content;
      this.last = last;
    }

    @Override
    public ByteBuf content() {
      return content;
    }

    @Override
    public boolean last() {
      return last;
    }

    @Override
    public void replace(ByteBuf other) {
      content.release();
      content = other;
    }
  }
}
