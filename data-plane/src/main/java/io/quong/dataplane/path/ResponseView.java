package io.quong.dataplane.path;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.plugin.ClientResponse;
import io.quong.plugin.Headers;

/** The response to the client. Until there is one, headers set here wait for it. */
final class ResponseView implements ClientResponse {
  private int status;
  private HeaderBlock headers = new HeaderBlock();
  private Source source = Source.ERROR;
  private boolean begun;

  /** The response is known: what plugins set before joins its headers. */
  void begin(int code, HeaderBlock of, Source from) {
    for (int i = 0; i < headers.size(); i++) {
      of.add(headers.name(i), headers.value(i));
    }
    status = code;
    headers = of;
    source = from;
    begun = true;
  }

  boolean begun() {
    return begun;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public void status(int value) {
    status = value;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  HeaderBlock block() {
    return headers;
  }

  @Override
  public Source source() {
    return source;
  }
}
