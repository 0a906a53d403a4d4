/**
 * HTTP/1.1 on the wire: heads over the received bytes, and one codec for each side.
 *
 * <p>The client's side emits {@link io.quong.dataplane.http.RequestHead}, then {@link
 * io.quong.dataplane.http.BodyPart}s until the last, or {@link io.quong.dataplane.http.Refused}; it
 * accepts {@link io.quong.dataplane.http.Interim}, {@link io.quong.dataplane.http.ResponseHead} and
 * BodyParts until the last. The upstream's side accepts RequestHead and BodyParts, and emits
 * ResponseHead and BodyParts or {@link io.quong.dataplane.http.UpstreamFault}. A connection carries
 * one request at a time: what a client pipelines waits in the codec until the last part of the
 * response was written. Writes do not flush; one flush at the end of a read is the caller's. After
 * a 101 both codecs are removed from their pipelines, hand on what they had read already, and bytes
 * are relayed.
 */
package io.quong.dataplane.http;
