package io.quong.dataplane.http2;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.ResponseHead;
import java.util.Set;

/** The fields of a response: names in lower case, without those that belong to a connection. */
final class ResponseFields {
  private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
  private static final Set<String> OF_CONNECTIONS =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private ResponseFields() {}

  static boolean bodyless(RequestHead request, int status) {
    return status == 204 || status == 304 || request.method().equals("HEAD");
  }

  static Http2Headers of(RequestHead request, ResponseHead head) {
    HeaderBlock headers = head.headers();
    Http2Headers fields = new DefaultHttp2Headers(false, headers.size() + 2);
    fields.status(AsciiString.of(Integer.toString(head.status())));
    copy(headers, fields);
    boolean known = head.framing() == Framing.LENGTH || head.framing() == Framing.NONE;
    if (known && !bodyless(request, head.status()) && !fields.contains(CONTENT_LENGTH)) {
      fields.setLong(CONTENT_LENGTH, head.framing() == Framing.LENGTH ? head.contentLength() : 0);
    }
    return fields;
  }

  static Http2Headers trailers(HeaderBlock trailers) {
    Http2Headers fields = new DefaultHttp2Headers(false, trailers.size());
    copy(trailers, fields);
    return fields;
  }

  static void copy(HeaderBlock headers, Http2Headers fields) {
    for (int line = 0; line < headers.size(); line++) {
      String name = lower(headers.name(line));
      if (!OF_CONNECTIONS.contains(name)) {
        fields.add(AsciiString.of(name), AsciiString.of(headers.value(line)));
      }
    }
  }

  /** ASCII only: names have no other letters. */
  private static String lower(String name) {
    return AsciiString.of(name).toLowerCase().toString();
  }
}
