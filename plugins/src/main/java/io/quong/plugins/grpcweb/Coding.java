package io.quong.plugins.grpcweb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a client writes its messages, by its exact content type. */
enum Coding {
  BINARY(false),
  TEXT(true),
  /** Anything else: JSON, or unknown; it cannot be read without a description of the service. */
  DESCRIBED(false);

  private final boolean text;

  Coding(boolean text) {
    this.text = text;
  }

  static Coding of(String contentType) {
    return switch (contentType == null ? "" : contentType) {
      case "application/grpc-web", "application/grpc-web+proto" -> BINARY;
      case "application/grpc-web-text", "application/grpc-web-text+proto" -> TEXT;
      default -> DESCRIBED;
    };
  }

  boolean isText() {
    return text;
  }

  /** Base64, which may be several padded texts after one another. */
  static ByteBuf decode(ByteBuf base64) {
    String text = base64.toString(StandardCharsets.ISO_8859_1);
    ByteBuf out = Unpooled.buffer(text.length() * 3 / 4 + 3);
    Base64.Decoder decoder = Base64.getDecoder();
    int from = 0;
    while (from < text.length()) {
      int padding = text.indexOf('=', from);
      int to = padding < 0 ? text.length() : Math.min(text.length(), (padding / 4 + 1) * 4);
      out.writeBytes(decoder.decode(text.substring(from, to).getBytes(StandardCharsets.US_ASCII)));
      from = to;
    }
    return out;
  }

  /** The bytes in the coding, as a buffer of its own. */
  ByteBuf encode(ByteBuf bytes) {
    byte[] plain = new byte[bytes.readableBytes()];
    bytes.getBytes(bytes.readerIndex(), plain);
    return Unpooled.wrappedBuffer(text ? Base64.getEncoder().encode(plain) : plain);
  }
}
