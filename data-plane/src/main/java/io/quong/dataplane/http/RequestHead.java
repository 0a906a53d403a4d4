package io.quong.dataplane.http;

/**
 * The head of a request, as it came in or as it is to go out. All but the headers is fixed.
 *
 * @param method as sent; never empty
 * @param target path and query as received, one character a byte; begins with {@code /}. Of an
 *     absolute-form target only what stands behind the authority, {@code /} when nothing does.
 * @param authority host and port of an absolute-form target or HTTP/2's {@code :authority}; else
 *     null. Routing goes by the Host header, which the HTTP/2 adapter fills from it.
 * @param framing {@code NONE}, {@code LENGTH} or {@code CHUNKED}
 * @param contentLength bytes, also 0, as the client said; -1 when it did not
 * @param keepAlive whether the client lets the connection go on after this request
 * @param expectContinue whether the client waits for {@code 100 Continue}
 * @param size bytes of the head on the wire
 */
public record RequestHead(
    String method,
    String target,
    String authority,
    HttpVersion version,
    HeaderBlock headers,
    Framing framing,
    long contentLength,
    boolean keepAlive,
    boolean expectContinue,
    int size) {

  /** A head to send to an upstream, by HTTP/1.1. */
  public static RequestHead to(
      String method, String target, HeaderBlock headers, Framing framing, long contentLength) {
    return new RequestHead(
        method,
        target,
        null,
        HttpVersion.HTTP_1_1,
        headers,
        framing,
        contentLength,
        true,
        false,
        0);
  }
}
