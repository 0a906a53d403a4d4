package io.quong.plugin.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Byte text: a string whose characters are bytes. Headers, arguments and Lua strings are byte text;
 * configurations, JSON and logs are Unicode text.
 */
public final class ByteText {
  private ByteText() {}

  /** The UTF-8 bytes of Unicode text, as byte text. */
  public static String of(String unicode) {
    for (int i = 0; i < unicode.length(); i++) {
      if (unicode.charAt(i) > 0x7f) {
        return new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return unicode;
  }

  /** The Unicode text that the bytes are in UTF-8; what is not UTF-8 becomes U+FFFD. */
  public static String unicode(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.charAt(i) > 0x7f) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
    }
    return bytes;
  }

  /** The bytes of a buffer, from reader to writer index, which stay where they are. */
  public static String of(ByteBuf buffer) {
    return buffer.toString(StandardCharsets.ISO_8859_1);
  }

  /** A buffer of its own with these bytes. */
  public static ByteBuf buffer(String bytes) {
    return Unpooled.wrappedBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
