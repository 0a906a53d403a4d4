package io.quong.dataplane.upstream;

import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.ResponseHead;

/** Who has the use of an upstream connection for one request. Called on the connection's loop. */
public interface UpstreamListener {
  void responseHead(ResponseHead head);

  /** The listener releases the part. */
  void responsePart(BodyPart part);

  /** A read of the connection is done: what was written to the client may be flushed. */
  void readComplete();

  /** The connection takes bytes again, or no more. */
  void upstreamWritable(boolean writable);

  /** The connection is of no use any more and is closed by now. */
  void failed(ProxyError error);
}
