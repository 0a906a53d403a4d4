package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * Nanoseconds a head costs in our own code, without sockets: a browser's request read, edited and
 * written again; a response likewise; and both through the codecs. To be run by hand.
 */
public final class WireTimings {
  private static final int WARM = 300_000;
  private static final int RUNS = 1_000_000;

  private static final String REQUEST =
      """
      GET /api/v1/items?page=2&sort=name HTTP/1.1
      Host: api.example.com
      User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36
      Accept: application/json, text/plain, */*
      Accept-Language: en-US,en;q=0.9
      Accept-Encoding: gzip, deflate, br
      Referer: https://www.example.com/app/items
      apikey: 0123456789abcdef0123456789abcdef
      X-Request-Id: 7d9f2c1e-5b1a-4c1e-9d55-0f3b1c2d4e5f
      Cookie: session=abcdefghijklmnopqrstuvwxyz0123456789; theme=dark
      Connection: keep-alive

      """;

  private static final String RESPONSE =
      """
      HTTP/1.1 200 OK
      Date: Tue, 25 Nov 2025 09:00:00 GMT
      Content-Type: application/json; charset=utf-8
      Content-Length: 11
      ETag: "5f3c-17a9"
      Cache-Control: no-cache
      Vary: Accept-Encoding
      Server: upstream
      Connection: keep-alive

      hello world\
      """;

  private WireTimings() {}

  public static void main(String[] arguments) {
    byte[] request = raw(REQUEST);
    byte[] response = raw(RESPONSE);
    time("read a request head of " + request.length + " bytes", new ReadRequest(request));
    time("read, edit and write a request head", new EditRequest(request));
    time("read a response head of " + response.length + " bytes", new ReadResponse(response));
    time("request and response through the server's codec", new ServerRound(request));
  }

  private static byte[] raw(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void time(String what, Runnable work) {
    for (int i = 0; i < WARM; i++) {
      work.run();
    }
    long start = System.nanoTime();
    for (int i = 0; i < RUNS; i++) {
      work.run();
    }
    System.out.println((System.nanoTime() - start) / RUNS + " ns  " + what);
  }

  private static final class ReadRequest implements Runnable {
    private final RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
    private final ByteBuf in;

    ReadRequest(byte[] raw) {
      in = Unpooled.directBuffer().writeBytes(raw);
    }

    @Override
    public void run() {
      in.readerIndex(0);
      parser.parse(in);
    }
  }

  private static final class EditRequest implements Runnable {
    private static final String[][] FORWARDED = {
      {"Via", "1.1 quong/1.0"},
      {"X-Real-IP", "10.1.2.3"},
      {"X-Forwarded-For", "10.1.2.3"},
      {"X-Forwarded-Proto", "http"},
      {"X-Forwarded-Host", "api.example.com"},
      {"X-Forwarded-Port", "8000"},
      {"X-Forwarded-Path", "/api/v1/items"},
      {"X-Kong-Request-Id", "0123456789abcdef0123456789abcdef"}
    };

    private final RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
    private final ByteBuf out = Unpooled.directBuffer(4096);
    private final ByteBuf in;

    EditRequest(byte[] raw) {
      in = Unpooled.directBuffer().writeBytes(raw);
    }

    @Override
    public void run() {
      in.readerIndex(0);
      HeaderBlock headers = ((RequestHead) parser.parse(in)).headers();
      headers.remove(HeaderName.CONNECTION);
      headers.set(HeaderName.HOST, "127.0.0.1:9000");
      for (String[] line : FORWARDED) {
        headers.add(line[0], line[1]);
      }
      out.clear();
      headers.writeTo(out);
    }
  }

  private static final class ReadResponse implements Runnable {
    private final ResponseParser parser = new ResponseParser(HttpLimits.DEFAULT);
    private final ByteBuf in;

    ReadResponse(byte[] raw) {
      in = Unpooled.directBuffer().writeBytes(raw);
    }

    @Override
    public void run() {
      in.readerIndex(0);
      parser.parse(in, false);
    }
  }

  private static final class ServerRound extends ChannelInboundHandlerAdapter implements Runnable {
    private final EmbeddedChannel channel;
    private final ByteBuf in;
    private final ByteBuf body = Unpooled.copiedBuffer("hello world", StandardCharsets.US_ASCII);

    ServerRound(byte[] raw) {
      in = Unpooled.directBuffer().writeBytes(raw);
      ClientTimeouts timeouts =
          new ClientTimeouts(60_000, 60_000, 60_000, 60_000, 5_000, 0, Integer.MAX_VALUE);
      channel =
          new EmbeddedChannel(new Http1ServerCodec(HttpLimits.DEFAULT, timeouts, false), this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof BodyPart part && part.last()) {
        HeaderBlock headers = new HeaderBlock();
        headers.add("Content-Type", "text/plain");
        ctx.write(
            ResponseHead.of(200, "OK", headers, Framing.LENGTH, body.readableBytes()),
            ctx.voidPromise());
        ctx.writeAndFlush(BodyPart.last(body.retainedDuplicate()), ctx.voidPromise());
      }
    }

    @Override
    public void run() {
      channel.writeInbound(in.retainedDuplicate());
      ReferenceCountUtil.release(channel.readOutbound());
    }
  }
}
