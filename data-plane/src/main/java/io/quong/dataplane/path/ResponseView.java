package io.quong.dataplane.path;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.plugin.ClientResponse;
import io.quong.plugin.Headers;
import java.util.List;

/** The response to the client. Until there is one, headers set here wait for it. */
final class ResponseView implements ClientResponse {
  private int status;
  private HeaderBlock headers = new HeaderBlock();
  private Source source = Source.ERROR;
  private boolean begun;

  /** The response is known: what plugins set before joins its headers. */
  void begin(int code, HeaderBlock of, Source from) {
    for (int i = 0; i < headers.size(); i++) {
      if (firstLine(i)) {
        join(of, headers.name(i), headers.all(headers.name(i)), from);
      }
    }
    status = code;
    headers = of;
    source = from;
    begun = true;
  }

  private boolean firstLine(int line) {
    for (int before = 0; before < line; before++) {
      if (headers.name(before).equalsIgnoreCase(headers.name(line))) {
        return false;
      }
    }
    return true;
  }

  /** An answer's own headers replace earlier ones; an upstream's stand behind them. */
  private static void join(HeaderBlock of, String name, List<String> values, Source from) {
    List<String> behind = of.all(name);
    boolean single = HeaderName.CONTENT_TYPE.toString().equalsIgnoreCase(name);
    if (!behind.isEmpty() && (single || from != Source.SERVICE)) {
      return;
    }
    of.remove(name);
    values.forEach(value -> of.add(name, value));
    behind.forEach(value -> of.add(name, value));
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
