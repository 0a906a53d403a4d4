package io.quong.dataplane.http;

/**
 * The head of a response, as an upstream sent it or as it is to go to the client.
 *
 * <p>What is to be sent: the codec adds {@code Content-Length} (when framing is {@code LENGTH} and
 * the headers have none), {@code Transfer-Encoding} and its own {@code Connection}; the headers
 * must not have the last two from elsewhere.
 *
 * @param status three digits
 * @param reason the phrase; empty when there is none
 * @param contentLength bytes, as {@code Content-Length} says, also where no body follows (HEAD,
 *     304); -1 when nothing says it
 * @param keepAlive received: whether the upstream lets the connection go on. Sent: false closes the
 *     client's connection after this response.
 * @param size bytes of the head on the wire
 */
public record ResponseHead(
    int status,
    String reason,
    HttpVersion version,
    HeaderBlock headers,
    Framing framing,
    long contentLength,
    boolean keepAlive,
    int size) {

  /** A head to send to a client. */
  public static ResponseHead of(
      int status, String reason, HeaderBlock headers, Framing framing, long contentLength) {
    return new ResponseHead(
        status, reason, HttpVersion.HTTP_1_1, headers, framing, contentLength, true, 0);
  }

  /** The same, after which the connection is closed. */
  public ResponseHead closing() {
    return new ResponseHead(status, reason, version, headers, framing, contentLength, false, size);
  }
}
