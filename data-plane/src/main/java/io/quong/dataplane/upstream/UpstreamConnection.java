package io.quong.dataplane.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.ReferenceCountUtil;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.ClientCodec;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.http.TimeoutWheel;
import io.quong.dataplane.http.UpstreamFault;

/** A connection to an upstream: one request at a time, handed out and taken back by its pool. */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
  private final UpstreamPool pool;
  private final PoolKey key;
  private final ClientCodec codec;
  private final TimeoutWheel wheel;
  private final TimeoutWheel.Timeout silence =
      new TimeoutWheel.Timeout() {
        @Override
        protected void expired() {
          silent();
        }
      };

  private Channel channel;
  private UpstreamListener listener;
  private int requests;
  private long readTimeout;
  private long writeTimeout;

  /** What waited to be written when the time-out was looked at last; 0 when nothing did. */
  private long waited;

  private boolean sent;
  private boolean answering;

  UpstreamConnection(UpstreamPool pool, PoolKey key, ClientCodec codec, TimeoutWheel wheel) {
    this.pool = pool;
    this.key = key;
    this.codec = codec;
    this.wheel = wheel;
  }

  PoolKey key() {
    return key;
  }

  /** How many requests it was used for, the current one included. */
  public int requests() {
    return requests;
  }

  /** Whether it carried a request before this one: then its end may only mean that it was idle. */
  public boolean reused() {
    return requests > 1;
  }

  public Channel channel() {
    return channel;
  }

  boolean usable() {
    return channel.isActive() && codec.reusable();
  }

  void begin(UpstreamListener user) {
    wheel.disarm(silence);
    listener = user;
    requests++;
    sent = false;
    answering = false;
    waited = 0;
    channel.config().setAutoRead(true);
  }

  /** Writes the head; the body follows by {@link #send(BodyPart)}. Times in milliseconds. */
  public void send(RequestHead head, long readTimeoutMillis, long writeTimeoutMillis) {
    readTimeout = readTimeoutMillis;
    writeTimeout = writeTimeoutMillis;
    channel.write(head, channel.voidPromise());
    wheel.arm(silence, writeTimeout);
  }

  public void send(BodyPart part) {
    sent = part.last();
    channel.write(part, channel.voidPromise());
    if (!answering) {
      wheel.arm(silence, sent ? readTimeout : writeTimeout);
    }
  }

  public void flush() {
    channel.flush();
    waited = waiting();
  }

  public boolean writable() {
    return channel.isWritable();
  }

  /** Stops or resumes reading from the upstream, for a client that is slower. */
  public void read(boolean on) {
    if (!on) {
      wheel.disarm(silence);
    } else if (listener != null) {
      wheel.arm(silence, readTimeout);
    }
    channel.config().setAutoRead(on);
  }

  /** The response is complete: back to the pool, or closed when it cannot serve another. */
  public void release() {
    listener = null;
    wheel.disarm(silence);
    if (usable()) {
      channel.config().setAutoRead(true);
      pool.giveBack(this);
    } else {
      channel.close();
    }
  }

  void idle(long millis) {
    if (millis > 0) {
      wheel.arm(silence, millis);
    }
  }

  /** Ends it at once; nobody is told. */
  public void abort() {
    listener = null;
    wheel.disarm(silence);
    channel.close();
  }

  /** For the other protocol after a 101: the codec leaves, the listener is told nothing more. */
  public void detach() {
    listener = null;
    channel.config().setAutoRead(true);
    wheel.disarm(silence);
  }

  private void silent() {
    if (listener == null) {
      pool.forget(this);
      channel.close();
    } else if (!answering && stillWriting()) {
      wheel.arm(silence, writeTimeout);
    } else {
      fail(ProxyError.RESPONSE_TIMEOUT);
    }
  }

  /**
   * Whether the upstream goes on taking bytes, or is not at fault because the client sends none.
   */
  private boolean stillWriting() {
    long before = waited;
    waited = waiting();
    return waited == 0 ? !sent : waited != before;
  }

  private long waiting() {
    ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
    return out == null ? 0 : out.totalPendingWriteBytes() - out.currentProgress();
  }

  private void fail(ProxyError error) {
    UpstreamListener told = listener;
    abort();
    if (told != null) {
      told.failed(error);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (listener == null) {
      ReferenceCountUtil.release(message);
      if (message instanceof UpstreamFault) {
        pool.forget(this);
        ctx.close();
      }
      return;
    }
    if (message instanceof ResponseHead head) {
      answering = true;
      wheel.arm(silence, readTimeout);
      listener.responseHead(head);
    } else if (message instanceof BodyPart part) {
      if (part.last()) {
        wheel.disarm(silence);
      } else {
        wheel.arm(silence, readTimeout);
      }
      listener.responsePart(part);
    } else if (message instanceof UpstreamFault fault) {
      fail(
          switch (fault) {
            case CLOSED_BEFORE_HEAD, CLOSED_IN_BODY -> ProxyError.CLOSED_BEFORE_RESPONSE;
            case MALFORMED, HEAD_TOO_LARGE, CONFLICTING_LENGTHS, SURPLUS_BYTES ->
                ProxyError.MALFORMED_RESPONSE;
          });
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (listener != null) {
      listener.readComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (listener != null) {
      listener.upstreamWritable(ctx.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    pool.forget(this);
    fail(ProxyError.CLOSED_BEFORE_RESPONSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    pool.forget(this);
    fail(ProxyError.CLOSED_BEFORE_RESPONSE);
  }
}
