package io.quong.dataplane.http;

import java.util.Map;

/**
 * Makes a request head of the fields of an HTTP/2 HEADERS frame, with nginx's checks: the same ones
 * as on HTTP/1.1, and those that only a protocol without lines needs.
 */
public final class Http2Fields {
  private final HttpLimits limits;
  private final HeaderBlock headers = new HeaderBlock();
  private final RequestFraming framing = new RequestFraming();
  private String method;
  private String target;
  private String scheme;
  private String authority;
  private StringBuilder cookies;
  private Refusal refusal;
  private int size;

  private Http2Fields(HttpLimits limits) {
    this.limits = limits;
    framing.reset();
  }

  /**
   * Reads the fields of a request.
   *
   * @param fields names and values of bytes, one character a byte
   * @param endStream whether no body follows
   * @return a {@link RequestHead} or a {@link Refused}
   */
  public static Object request(
      Iterable<Map.Entry<CharSequence, CharSequence>> fields,
      boolean endStream,
      HttpLimits limits) {
    Http2Fields reader = new Http2Fields(limits);
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      reader.field(field.getKey(), field.getValue());
      if (reader.refusal != null) {
        break;
      }
    }
    return reader.finish(endStream);
  }

  /** Fields behind a body; those that are none are passed over. */
  public static HeaderBlock trailers(Iterable<Map.Entry<CharSequence, CharSequence>> fields) {
    HeaderBlock trailers = new HeaderBlock();
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      CharSequence name = field.getKey();
      if (nameVerdict(name) == Verdict.PLAIN && cleanValue(field.getValue())) {
        trailers.addReceived(name, field.getValue());
      }
    }
    return trailers;
  }

  private void field(CharSequence name, CharSequence value) {
    size += name.length() + value.length() + 4;
    if (name.length() > 0 && name.charAt(0) == ':') {
      refuseUnless(cleanValue(value) && pseudo(name, value.toString()));
      return;
    }
    Verdict verdict = nameVerdict(name);
    refuseUnless(verdict != Verdict.BROKEN && cleanValue(value));
    if (refusal == null && verdict == Verdict.PLAIN) {
      keep(name, value);
    }
  }

  private void keep(CharSequence name, CharSequence value) {
    if (headers.size() == limits.headerLines()) {
      refusal = Refusal.HEADER_TOO_LARGE;
    } else if (same(name, "cookie")) {
      // Browsers cut cookies into several fields for the sake of compression (RFC 9113, 8.2.3).
      cookies = cookies == null ? new StringBuilder() : cookies.append("; ");
      cookies.append(value);
    } else if (!boundToConnection(name)) {
      headers.addReceived(name, value);
      refuseUnless(headers.accepted(headers.size() - 1, framing));
    }
  }

  private static boolean boundToConnection(CharSequence name) {
    return same(name, "connection")
        || same(name, "keep-alive")
        || same(name, "proxy-connection")
        || same(name, "upgrade");
  }

  private static boolean same(CharSequence name, String other) {
    return CharSequence.compare(name, other) == 0;
  }

  private boolean pseudo(CharSequence name, String value) {
    boolean first;
    switch (name.toString()) {
      case ":method" -> {
        first = method == null;
        method = value;
        return first && isMethod(value);
      }
      case ":path" -> {
        first = target == null;
        target = value;
        return first && isTarget(value);
      }
      case ":scheme" -> {
        first = scheme == null;
        scheme = value;
        return first && !value.isEmpty();
      }
      case ":authority" -> {
        first = authority == null;
        authority = value;
        return first && HostCheck.accepts(bytes(value), 0, value.length());
      }
      default -> {
        return false;
      }
    }
  }

  private Object finish(boolean endStream) {
    if (refusal == null) {
      host();
    }
    if (cookies != null) {
      headers.addReceived("cookie", cookies);
    }
    boolean complete = method != null && target != null && scheme != null;
    refuseUnless(complete);
    if (refusal == null) {
      refusal = framing.judge(method, HttpVersion.HTTP_2, limits);
    }
    boolean chunkedField = framing.framing() == Framing.CHUNKED;
    boolean bodyMissing = endStream && framing.contentLength() > 0;
    refuseUnless(!chunkedField && !bodyMissing);
    return refusal == null ? head(endStream) : new Refused(refusal, head(true));
  }

  /** Routing and forwarding go by Host; {@code :authority} becomes one. */
  private void host() {
    if (authority == null) {
      return;
    }
    String host = headers.get(HeaderName.HOST);
    if (host == null) {
      headers.addFirst(HeaderName.HOST, authority);
      refuseUnless(headers.accepted(0, framing));
    } else {
      refuseUnless(host.equals(authority));
    }
  }

  private RequestHead head(boolean endStream) {
    long length = refusal == null ? framing.contentLength() : -1;
    Framing body = length < 0 ? Framing.CHUNKED : framing.framing();
    return new RequestHead(
        method == null ? "" : method,
        target == null ? "" : target,
        authority,
        HttpVersion.HTTP_2,
        headers,
        endStream ? Framing.NONE : body,
        length,
        true,
        false,
        size);
  }

  private void refuseUnless(boolean good) {
    if (!good && refusal == null) {
      refusal = Refusal.BAD_REQUEST;
    }
  }

  private static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  private static boolean isMethod(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'A' || c > 'Z') && c != '-' && c != '_') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isTarget(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return false;
      }
    }
    return !text.isEmpty()
        && text.charAt(0) == '/'
        && TargetCheck.accepts(bytes(text), 0, text.length());
  }

  private enum Verdict {
    PLAIN,
    /** As on HTTP/1.1: the field is passed over. */
    ODD,
    BROKEN
  }

  private static Verdict nameVerdict(CharSequence name) {
    Verdict verdict = name.length() == 0 ? Verdict.BROKEN : Verdict.PLAIN;
    for (int i = 0; i < name.length(); i++) {
      byte b = (byte) name.charAt(i);
      if (b == ':' || (b >= 'A' && b <= 'Z') || HeaderBytes.breaksName(b)) {
        return Verdict.BROKEN;
      }
      if (!HeaderBytes.inPlainName(b)) {
        verdict = Verdict.ODD;
      }
    }
    return verdict;
  }

  private static boolean cleanValue(CharSequence value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        return false;
      }
    }
    return true;
  }
}
