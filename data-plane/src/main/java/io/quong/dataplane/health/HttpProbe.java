package io.quong.dataplane.health;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Types {@code http} and {@code https}: a request of Kong's form, whose status line is read. */
final class HttpProbe extends Probe {
  private static final int LONGEST_LINE = 1024;

  private final StringBuilder line = new StringBuilder();

  HttpProbe(Probed address, ProbePlan plan, Consumer<Report> then) {
    super(address, plan, then);
  }

  @Override
  void ask(Channel channel) {
    StringBuilder request = new StringBuilder("GET " + plan.path() + " HTTP/1.0\r\n");
    for (Map.Entry<String, List<String>> header : plan.headers().entrySet()) {
      for (String value : header.getValue()) {
        request.append(header.getKey()).append(": ").append(value).append("\r\n");
      }
    }
    request.append("Host: ").append(host()).append("\r\n\r\n");
    channel.writeAndFlush(
        ByteBufUtil.encodeString(
            channel.alloc(), CharBuffer.wrap(request), StandardCharsets.ISO_8859_1));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    line.append(bytes.toString(StandardCharsets.ISO_8859_1));
    bytes.release();
    int end = line.indexOf("\n");
    if (end >= 0 || line.length() > LONGEST_LINE) {
      int status = status(end < 0 ? "" : line.substring(0, end));
      end(status < 0 ? Report.HTTP_FAILURE : plan.limits().ofProbe(status));
      ctx.close();
    }
  }

  /** -1 when it is no status line. */
  private static int status(String line) {
    boolean versioned = line.startsWith("HTTP/") && line.length() >= 12 && line.charAt(8) == ' ';
    if (!versioned) {
      return -1;
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      char digit = line.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      status = status * 10 + digit - '0';
    }
    return status;
  }
}
