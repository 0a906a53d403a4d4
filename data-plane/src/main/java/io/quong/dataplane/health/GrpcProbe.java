package io.quong.dataplane.health;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.http.UpstreamFault;
import io.quong.dataplane.http2.Http2ClientCodec;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Types {@code grpc} and {@code grpcs}, which Kong takes but cannot run: the question of gRPC's
 * health protocol for the server as a whole. A server that has no such service is up, since it
 * speaks gRPC.
 */
final class GrpcProbe extends Probe {
  private static final String CHECK = "/grpc.health.v1.Health/Check";
  private static final String GRPC_STATUS = "grpc-status";
  private static final String OK = "0";
  private static final String UNIMPLEMENTED = "12";
  private static final int HTTP_OK = 200;

  /** Not compressed, and of no bytes: {@code HealthCheckRequest} of no service's name. */
  private static final byte[] QUESTION = {0, 0, 0, 0, 0};

  /** {@code HealthCheckResponse} with {@code status = SERVING}. */
  private static final byte[] SERVING = {0, 0, 0, 0, 2, 8, 1};

  private final ByteBuf body = Unpooled.buffer(SERVING.length, SERVING.length + 1);
  private String status;

  GrpcProbe(Probed address, ProbePlan plan, Consumer<Report> then) {
    super(address, plan, then);
  }

  @Override
  boolean speaksHttp2() {
    return true;
  }

  @Override
  void protocol(ChannelPipeline pipeline) {
    pipeline.addLast(
        Http2ClientCodec.frames(HttpLimits.DEFAULT), new Http2ClientCodec(plan.tls() != null));
  }

  @Override
  void ask(Channel channel) {
    HeaderBlock headers = new HeaderBlock();
    headers.add(HeaderName.HOST, host());
    headers.add(HeaderName.TE, "trailers");
    headers.add(HeaderName.CONTENT_TYPE, "application/grpc");
    for (Map.Entry<String, List<String>> header : plan.headers().entrySet()) {
      header.getValue().forEach(value -> headers.add(header.getKey(), value));
    }
    channel.write(RequestHead.to("POST", CHECK, headers, Framing.CHUNKED, -1));
    channel.writeAndFlush(BodyPart.last(Unpooled.wrappedBuffer(QUESTION)));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ResponseHead head) {
      status = head.headers().get(GRPC_STATUS);
      if (head.status() != HTTP_OK) {
        end(Report.HTTP_FAILURE);
      }
    } else if (message instanceof BodyPart part) {
      part(ctx, part);
    } else if (message instanceof UpstreamFault) {
      end(Report.TCP_FAILURE);
      ctx.close();
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void part(ChannelHandlerContext ctx, BodyPart part) {
    ByteBuf content = part.content();
    body.writeBytes(content, Math.min(content.readableBytes(), body.maxWritableBytes()));
    if (part.trailers() != null && part.trailers().get(GRPC_STATUS) != null) {
      status = part.trailers().get(GRPC_STATUS);
    }
    boolean last = part.last();
    part.release();
    if (last) {
      end(verdict());
      ctx.close();
    }
  }

  private Report verdict() {
    boolean serving = OK.equals(status) && body.equals(Unpooled.wrappedBuffer(SERVING));
    return serving || UNIMPLEMENTED.equals(status) ? Report.SUCCESS : Report.HTTP_FAILURE;
  }
}
