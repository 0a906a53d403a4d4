package io.quong.dataplane.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Takes the fields of requests out of header blocks. Blocks that are too large end the connection,
 * as nginx does; bad fields and lengths that lie are left to {@link Http2StreamCodec}, which
 * answers them.
 */
final class RequestFieldsDecoder extends DefaultHttp2HeadersDecoder {
  private static final boolean VALIDATE = false;
  private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");

  /**
   * @param maxSize bytes of all fields, by the measure of HPACK
   */
  RequestFieldsDecoder(long maxSize) {
    super(VALIDATE, maxSize);
    try {
      maxHeaderListSize(maxSize, maxSize);
    } catch (Http2Exception impossible) {
      throw new ChannelException(impossible);
    }
  }

  @Override
  public void maxHeaderListSize(long max, long goAwayMax) throws Http2Exception {
    super.maxHeaderListSize(max, max);
  }

  @Override
  public Http2Headers decodeHeaders(int streamId, ByteBuf block) throws Http2Exception {
    try {
      return super.decodeHeaders(streamId, block);
    } catch (Http2Exception.HeaderListSizeException tooLarge) {
      throw Http2Exception.connectionError(
          Http2Error.ENHANCE_YOUR_CALM, tooLarge, "the fields of a request are too large");
    }
  }

  @Override
  protected Http2Headers newHeaders() {
    return new Fields(numberOfHeadersGuess());
  }

  /**
   * Says that there is no Content-Length when Netty looks for it by its name: a body that differs
   * from it would reset the stream, where Kong answers 400. Whoever goes through the fields sees
   * it.
   */
  private static final class Fields extends DefaultHttp2Headers {
    Fields(int size) {
      super(VALIDATE, size);
    }

    @Override
    public List<CharSequence> getAll(CharSequence name) {
      return CONTENT_LENGTH.contentEqualsIgnoreCase(name) ? List.of() : super.getAll(name);
    }
  }
}
