package io.quong.dataplane.log;

import io.quong.dataplane.path.HttpExchange;
import io.quong.settings.LogFormat;
import io.quong.settings.LogKeys;
import io.quong.settings.Settings;

/** The access log: one line a request, in Kong's format or in one of the settings' own. */
public final class AccessLog implements AutoCloseable {
  private final LogFile file;

  /** Null for Kong's own format, whose line is made without it. */
  private final LineFormat<HttpExchange> format;

  /**
   * @throws IllegalArgumentException when the settings name a format or a variable that there is
   *     not
   */
  public AccessLog(Settings settings) {
    String value = settings.get(LogKeys.PROXY_ACCESS_LOG);
    LogFormat chosen =
        LineFormat.chosen(
            value, settings.get(LogKeys.HTTP_LOG_FORMAT), LogFormat.KONG, LogFormat.COMBINED);
    format =
        chosen.equals(LogFormat.KONG) ? null : new LineFormat<>(chosen, RequestVariables::named);
    file = LogFile.of(settings.prefix(), value);
  }

  /** Of a request that has ended. Never waits. */
  public void log(HttpExchange exchange) {
    if (file != null) {
      file.add(format == null ? AccessLine.of(exchange) : format.line(exchange));
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
