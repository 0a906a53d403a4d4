package io.quong.dataplane.http;

import io.netty.channel.ChannelHandler;

/**
 * Speaks to an upstream: takes a {@link RequestHead} and {@link BodyPart}s, hands on a {@link
 * ResponseHead} and parts, or an {@link UpstreamFault}.
 */
public interface ClientCodec extends ChannelHandler {
  /** Whether the connection is ready for another request. */
  boolean reusable();
}
