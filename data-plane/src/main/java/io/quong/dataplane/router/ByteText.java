package io.quong.dataplane.router;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Between text of one character a byte, as requests have it, and Unicode, as expressions see it.
 */
final class ByteText {
  private ByteText() {}

  /** The bytes as UTF-8; null when they are not. The same text when it is ASCII. */
  static String decode(String bytes) {
    if (ascii(bytes)) {
      return bytes;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  /** One character for each byte of its UTF-8 form. */
  static String encode(String text) {
    return ascii(text)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
