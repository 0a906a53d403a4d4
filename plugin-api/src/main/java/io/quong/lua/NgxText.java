package io.quong.lua;

import static io.quong.lua.Kit.ANY;
import static io.quong.lua.Kit.put;

import io.quong.plugin.message.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The functions of {@code ngx} that turn texts into others: digests, Base64, percent signs. */
final class NgxText {
  private NgxText() {}

  static void into(LuaTable ngx) {
    put(ngx, "md5", ANY, (run, a) -> hex(digest("MD5", bytes(a, 0))));
    put(ngx, "md5_bin", ANY, (run, a) -> text(digest("MD5", bytes(a, 0))));
    put(ngx, "sha1_bin", ANY, (run, a) -> text(digest("SHA-1", bytes(a, 0))));
    put(ngx, "hmac_sha1", ANY, (run, a) -> text(hmac(bytes(a, 0), bytes(a, 1))));
    put(
        ngx,
        "encode_base64",
        ANY,
        (run, a) ->
            Boolean.TRUE.equals(Kit.argument(a, 1))
                ? Base64.getEncoder().withoutPadding().encodeToString(bytes(a, 0))
                : Base64.getEncoder().encodeToString(bytes(a, 0)));
    put(ngx, "decode_base64", ANY, NgxText::decode);
    put(ngx, "escape_uri", ANY, (run, a) -> PercentEncoding.component(string(a, 0)));
    put(ngx, "unescape_uri", ANY, (run, a) -> PercentEncoding.decode(string(a, 0)));
    put(ngx, "encode_args", ANY, (run, a) -> LuaBodies.arguments(Kit.table(a, 0, "arguments")));
    put(ngx, "decode_args", ANY, (run, a) -> LuaSandbox.arguments(string(a, 0)));
    put(ngx, "crc32_long", ANY, (run, a) -> crc(bytes(a, 0)));
    put(ngx, "crc32_short", ANY, (run, a) -> crc(bytes(a, 0)));
  }

  /** nginx takes numbers, and nil for nothing. */
  private static String string(Object[] a, int index) {
    Object value = Kit.argument(a, index);
    return value == null ? "" : Values.text(value);
  }

  private static byte[] bytes(Object[] a, int index) {
    return string(a, index).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder(bytes.length * 2);
    for (byte each : bytes) {
      hex.append(Character.forDigit(each >> 4 & 15, 16)).append(Character.forDigit(each & 15, 16));
    }
    return hex.toString();
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException missing) {
      throw new LuaException(algorithm + " is not available");
    }
  }

  private static byte[] hmac(byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      // A key of no bytes is as good as one zero byte.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA1"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException missing) {
      throw new LuaException("HMAC-SHA1 is not available");
    }
  }

  private static Object decode(LuaRun run, Object... a) {
    try {
      return text(Base64.getDecoder().decode(bytes(a, 0)));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static Object crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (double) crc.getValue();
  }
}
