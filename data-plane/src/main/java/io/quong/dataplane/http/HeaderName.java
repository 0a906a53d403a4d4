package io.quong.dataplane.http;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/**
 * A header name that is looked up often: its bytes and hash are worked out once. It is a {@link
 * CharSequence}, so that it goes wherever {@link io.quong.plugin.Headers} takes a name.
 */
public final class HeaderName implements CharSequence {
  public static final HeaderName ACCEPT = of("Accept");
  public static final HeaderName CONNECTION = of("Connection");
  public static final HeaderName CONTENT_LENGTH = of("Content-Length");
  public static final HeaderName CONTENT_TYPE = of("Content-Type");
  public static final HeaderName COOKIE = of("Cookie");
  public static final HeaderName DATE = of("Date");
  public static final HeaderName EXPECT = of("Expect");
  public static final HeaderName HOST = of("Host");
  public static final HeaderName KEEP_ALIVE = of("Keep-Alive");
  public static final HeaderName PROXY = of("Proxy");
  public static final HeaderName PROXY_CONNECTION = of("Proxy-Connection");
  public static final HeaderName SERVER = of("Server");
  public static final HeaderName TE = of("TE");
  public static final HeaderName TRAILER = of("Trailer");
  public static final HeaderName TRANSFER_ENCODING = of("Transfer-Encoding");
  public static final HeaderName UPGRADE = of("Upgrade");
  public static final HeaderName VIA = of("Via");
  public static final HeaderName X_FORWARDED_FOR = of("X-Forwarded-For");
  public static final HeaderName X_FORWARDED_HOST = of("X-Forwarded-Host");
  public static final HeaderName X_FORWARDED_PATH = of("X-Forwarded-Path");
  public static final HeaderName X_FORWARDED_PORT = of("X-Forwarded-Port");
  public static final HeaderName X_FORWARDED_PREFIX = of("X-Forwarded-Prefix");
  public static final HeaderName X_FORWARDED_PROTO = of("X-Forwarded-Proto");
  public static final HeaderName X_KONG_PROXY_LATENCY = of("X-Kong-Proxy-Latency");
  public static final HeaderName X_KONG_REQUEST_ID = of("X-Kong-Request-Id");
  public static final HeaderName X_KONG_RESPONSE_LATENCY = of("X-Kong-Response-Latency");
  public static final HeaderName X_KONG_UPSTREAM_LATENCY = of("X-Kong-Upstream-Latency");
  public static final HeaderName X_KONG_UPSTREAM_STATUS = of("X-Kong-Upstream-Status");
  public static final HeaderName X_REAL_IP = of("X-Real-IP");

  private final String text;
  private final byte[] lower;
  private final int hash;

  private HeaderName(String text) {
    this.text = text;
    this.lower =
        AsciiString.of(text).toLowerCase().toString().getBytes(StandardCharsets.ISO_8859_1);
    this.hash = HeaderHash.of(text);
  }

  /** A name of ASCII characters, written as it is to go out. */
  public static HeaderName of(String text) {
    return new HeaderName(text);
  }

  int hash() {
    return hash;
  }

  /** Whether the bytes of a received name are this one, in any case. */
  boolean matches(byte[] bytes, int start, int end) {
    if (end - start != lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      if (HeaderHash.lower(bytes[start + i]) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
