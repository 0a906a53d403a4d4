package io.quong.admin.api;

import java.util.Map;

/** One request, as endpoints see it. */
public final class Call {
  private final String method;
  private final String path;
  private final Map<String, String> parameters;
  private final Arguments query;
  private final Body body;

  /**
   * @param path as requested, without query and without a last slash
   * @param parameters of the path, decoded
   */
  Call(String method, String path, Map<String, String> parameters, Arguments query, Body body) {
    this.method = method;
    this.path = path;
    this.parameters = parameters;
    this.query = query;
    this.body = body;
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
}
