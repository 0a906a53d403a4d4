package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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

  private final HttpExchange exchange;
  private final Channel client;
  private boolean filtersBody;
  private boolean collects;
  private ByteBuf collected;

  /** The body of an answer that a header filter gave in place of the real one. */
  private ByteBuf replacement;

  private boolean begun;
  private boolean ended;

  ResponseWriter(HttpExchange exchange, Channel client) {
    this.exchange = exchange;
    this.client = client;
  }

  boolean begun() {
    return begun;
  }

  boolean ended() {
    return ended;
  }

  /** The whole of an answer that the gateway made. */
  void answer(MadeAnswer answer, Source source, boolean close) {
    HeaderBlock headers = answer.headers();
    headers.set("Date", exchange.loop.date());
    int length = answer.body().readableBytes();
    if (answer.status() != 204 && answer.status() != 304 && answer.status() >= 200) {
      headers.set(HeaderName.CONTENT_LENGTH, Integer.toString(length));
    }
    ResponseHead head =
        ResponseHead.of(answer.status(), answer.reason(), headers, Framing.LENGTH, length);
    head(head, source, close);
    part(BodyPart.last(answer.body()));
    client.flush();
  }

  /** The head; its headers are edited in place. */
  void head(ResponseHead head, Source source, boolean close) {
    begun = true;
    HeaderBlock headers = head.headers();
    exchange.response.begin(head.status(), headers, source);
    ResponseHeaders.upstreamStatus(exchange, headers);
    headerFilters();
    ResponseHeaders.own(exchange, headers);
    int status = exchange.response.status();
    Framing framing = head.framing();
    long length = head.contentLength();
    if (replacement != null) {
      framing = Framing.LENGTH;
      length = replacement.readableBytes();
      headers.set(HeaderName.CONTENT_LENGTH, Long.toString(length));
    } else if (framing == Framing.LENGTH && !headers.contains(HeaderName.CONTENT_LENGTH)) {
      // A plugin that changes the body took the length out.
      framing = length == 0 || status == 204 || status == 304 ? framing : Framing.CHUNKED;
    }
    String reason =
        status == head.status()
            ? head.reason()
            : io.quong.dataplane.error.StatusText.reason(status);
    filtersBody = exchange.run != null && exchange.run.any(Phase.BODY_FILTER);
    collects = filtersBody && needsWholeBody();
    ResponseHead out = ResponseHead.of(status, reason, headers, framing, length);
    exchange.responseBytes += headers.writtenSize() + reason.length() + 17L;
    client.write(close ? out.closing() : out, client.voidPromise());
    exchange.passport.mark(State.RESPONSE_HEAD_SENT);
  }

  private boolean needsWholeBody() {
    ChainRun run = exchange.run;
    for (int i = 0; i < run.size(); i++) {
      LoadedPlugin plugin = run.at(i, Phase.BODY_FILTER);
      if (plugin != null && plugin.needs().contains(Plugin.Need.RESPONSE_BODY)) {
        return true;
      }
    }
    return false;
  }

  private void headerFilters() {
    ChainRun run = exchange.run;
    for (int i = 0; run != null && i < run.size(); i++) {
      LoadedPlugin plugin = run.at(i, Phase.HEADER_FILTER);
      if (plugin == null) {
        continue;
      }
      try {
        Step step = plugin.plugin().headerFilter(exchange);
        if (step instanceof Step.Respond respond) {
          replace(MadeAnswer.of(exchange, respond.answer()));
        }
      } catch (RuntimeException failed) {
        LOG.errorf(failed, "%s failed in the header filter", plugin);
      }
    }
  }

  private void replace(MadeAnswer answer) {
    HeaderBlock headers = exchange.response.block();
    exchange.response.status(answer.status());
    for (int i = 0; i < answer.headers().size(); i++) {
      headers.set(answer.headers().name(i), answer.headers().value(i));
    }
    if (replacement != null) {
      replacement.release();
    }
    replacement = answer.body();
  }

  /** A piece of the body; the writer takes it over. */
  void part(BodyPart part) {
    if (replacement != null && !part.last()) {
      part.release();
      return;
    }
    BodyPart out = part;
    if (replacement != null) {
      part.release();
      out = BodyPart.last(replacement);
      replacement = null;
    }
    if (filtersBody) {
      out = filter(out);
      if (out == null) {
        return;
      }
    }
    exchange.responseBytes += out.content().readableBytes();
    ended = out.last();
    client.write(out, client.voidPromise());
  }

  private BodyPart filter(BodyPart part) {
    if (collects) {
      if (collected == null) {
        collected = Unpooled.compositeBuffer(1024);
      }
      ((io.netty.buffer.CompositeByteBuf) collected).addComponent(true, part.content());
      if (!part.last()) {
        return null;
      }
    }
    Piece piece = new Piece(collects ? collected : part.content(), part.last());
    collected = null;
    ChainRun run = exchange.run;
    for (int i = 0; i < run.size(); i++) {
      LoadedPlugin plugin = run.at(i, Phase.BODY_FILTER);
      if (plugin != null) {
        try {
          plugin.plugin().bodyFilter(exchange, piece);
        } catch (RuntimeException failed) {
          LOG.errorf(failed, "%s failed in the body filter", plugin);
        }
      }
    }
    return new BodyPart(piece.content, part.last(), part.trailers());
  }

  void release() {
    if (collected != null) {
      collected.release();
      collected = null;
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
