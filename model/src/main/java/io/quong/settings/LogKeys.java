package io.quong.settings;

import java.util.List;

/** Where a node logs what passed through it, and how. */
public final class LogKeys {
  private static final Declared OF = new Declared();

  /** A path below the prefix and perhaps the name of a format, or {@code off}. */
  public static final Key<String> PROXY_ACCESS_LOG =
      OF.text("proxy_access_log", "logs/access.log").check(LogFormat::checkTarget);

  /** The same of streams. */
  public static final Key<String> PROXY_STREAM_ACCESS_LOG =
      OF.text("proxy_stream_access_log", "logs/access.log basic").check(LogFormat::checkTarget);

  /** nginx's {@code log_format} for {@link #PROXY_ACCESS_LOG}. */
  public static final Key<String> HTTP_LOG_FORMAT =
      OF.text("nginx_http_log_format", null)
          .alias("nginx_proxy_log_format")
          .check(LogFormat::checkFormat);

  /** nginx's {@code log_format} for {@link #PROXY_STREAM_ACCESS_LOG}. */
  public static final Key<String> STREAM_LOG_FORMAT =
      OF.text("nginx_stream_log_format", null)
          .alias("nginx_sproxy_log_format")
          .check(LogFormat::checkFormat);

  static final List<Key<?>> ALL = OF.keys();

  private LogKeys() {}
}
