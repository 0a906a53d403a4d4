package io.quong.dataplane.listen;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicLong;

/** A client's connection among all, and its requests; used by the connection's loop. */
public final class ConnectionCount {
  private static final AttributeKey<ConnectionCount> KEY =
      AttributeKey.valueOf(ConnectionCount.class, "count");
  private static final AtomicLong LAST = new AtomicLong();

  private final long serial = another();
  private int requests;

  private ConnectionCount() {}

  /** Of a connection's channel or of one of its HTTP/2 streams. */
  public static ConnectionCount of(Channel channel) {
    Channel connection = channel instanceof Http2StreamChannel ? channel.parent() : channel;
    ConnectionCount count = connection.attr(KEY).get();
    if (count == null) {
      count = new ConnectionCount();
      connection.attr(KEY).set(count);
    }
    return count;
  }

  /** The number of one more connection, or of one more client's datagrams. */
  public static long another() {
    return LAST.incrementAndGet();
  }

  /** Its number among all connections that were taken, from 1. */
  public long serial() {
    return serial;
  }

  /** Counts a request; its number on the connection, from 1. */
  public int next() {
    return ++requests;
  }
}
