package io.quong.dataplane.http;

/**
 * A request that the codec refused. Comes instead of a {@link RequestHead}, or behind one, in place
 * of the rest of its body. Nothing follows it on the connection; it is answered like a request.
 *
 * @param head as far as it was read: method and target are empty when the request line was at
 *     fault, the headers are those before the fault
 */
public record Refused(Refusal refusal, RequestHead head) {}
