package io.quong.plugins.awslambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.WholeCheck;

/** The proxy is reached by http, when it says how. */
public final class PlainProxy implements WholeCheck {
  @Override
  public String refuse(ObjectNode whole) {
    String url = whole.path("config").path("proxy_url").asText(null);
    int end = url == null ? -1 : url.indexOf("://");
    return end > 0 && !url.substring(0, end).equals("http")
        ? "proxy_url scheme must be http"
        : null;
  }
}
