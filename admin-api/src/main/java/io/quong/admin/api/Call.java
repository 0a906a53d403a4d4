package io.quong.admin.api;

import io.quong.admin.store.Origin;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** One request, as endpoints see it. */
public final class Call {
  private final String method;
  private final String path;
  private final Map<String, String> parameters;
  private final Arguments query;
  private final Body body;
  private final byte[] rawBody;
  private final MultiMap headers;
  private final Origin origin;

  /**
   * @param path as requested, without query and without a last slash
   * @param parameters of the path, decoded
   * @param who by the guard, or null
   */
  Call(
      HttpServerRequest request,
      String path,
      Map<String, String> parameters,
      Arguments query,
      Body body,
      byte[] rawBody,
      String who) {
    this.method = request.method().name();
    this.path = path;
    this.parameters = parameters;
    this.query = query;
    this.body = body;
    this.rawBody = rawBody;
    this.headers = request.headers();
    this.origin = new Origin(who, request.remoteAddress().hostAddress());
  }

  /** The request's header, the first of them, or null. */
  public String header(String name) {
    return headers.get(name);
  }

  /** Who asks, from where. */
  public Origin origin() {
    return origin;
  }

  /** Whether nothing is to be changed, only told what would be: {@code ?dry_run=1}. */
  public boolean isDryRun() {
    return "1".equals(query.first("dry_run"));
  }

  public String method() {
    return method;
  }

  /** As requested, percent-encoded, without query and without a last slash. */
  public String path() {
    return path;
  }

  /** The decoded segment of the path that the endpoint's template names so. */
  public String parameter(String name) {
    return parameters.get(name);
  }

  public Arguments query() {
    return query;
  }

  /** Empty for methods that have none. */
  public Body body() {
    return body;
  }

  /** The body as it came, for what is neither JSON nor a form; may not be changed. */
  public byte[] rawBody() {
    return rawBody;
  }
}
