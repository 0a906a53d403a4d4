package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.plugin.Headers;
import io.quong.plugin.UpstreamResponse;

/** What the upstream sent. */
final class UpstreamAnswer implements UpstreamResponse {
  private int status;
  private HeaderBlock headers = new HeaderBlock();
  private ByteBuf body;

  void head(int code, HeaderBlock block) {
    status = code;
    headers = block;
  }

  void body(ByteBuf whole) {
    body = whole;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public ByteBuf body() {
    return body;
  }
}
