package io.quong.dataplane.http;

/**
 * Sizes that the codecs hold requests and responses to; bytes unless said otherwise.
 *
 * @param firstBuffer nginx's {@code client_header_buffer_size}: where lines are put first
 * @param bufferCount first number of {@code large_client_header_buffers}
 * @param bufferSize its second number: the longest request line or header line, line end included
 * @param headerLines how many header lines a request may have
 * @param body {@code client_max_body_size}; 0 for no limit
 * @param responseHead {@code proxy_buffer_size}: status line and headers of an upstream. Kong has
 *     one page; more does no harm here.
 * @param streams that a client may have open on one HTTP/2 connection
 */
public record HttpLimits(
    int firstBuffer,
    int bufferCount,
    int bufferSize,
    int headerLines,
    long body,
    int responseHead,
    int streams) {
  /** Kong's. */
  public static final HttpLimits DEFAULT = new HttpLimits(1024, 4, 8192, 1000, 0, 8192, 128);
}
