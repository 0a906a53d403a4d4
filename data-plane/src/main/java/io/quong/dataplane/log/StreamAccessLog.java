package io.quong.dataplane.log;

import io.quong.dataplane.path.Try;
import io.quong.plugin.Client;
import io.quong.plugin.Passport.State;
import io.quong.settings.Keys;
import io.quong.settings.LogFormat;
import io.quong.settings.LogKeys;
import io.quong.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The access log of streams: one line a stream, when it has ended. */
public final class StreamAccessLog implements AutoCloseable {
  private final LogFile file;
  private final LineFormat<LoggedStream> format;

  /**
   * @throws IllegalArgumentException when the settings name a format or a variable that there is
   *     not
   */
  public StreamAccessLog(Settings settings) {
    String value = settings.get(LogKeys.PROXY_STREAM_ACCESS_LOG);
    format =
        new LineFormat<>(
            LineFormat.chosen(value, settings.get(LogKeys.STREAM_LOG_FORMAT), LogFormat.BASIC),
            StreamAccessLog::named);
    // Without streams there is no file to be begun.
    file = settings.get(Keys.STREAM_LISTEN).isEmpty() ? null : LogFile.of(settings.prefix(), value);
  }

  /** Never waits. */
  public void log(LoggedStream stream) {
    if (file != null) {
      file.add(format.line(stream));
    }
  }

  private static Function<LoggedStream, String> named(String name) {
    return switch (name) {
      case "remote_addr" -> stream -> stream.client().forwardedIp();
      case "remote_port" -> stream -> Integer.toString(stream.client().forwardedPort());
      case "realip_remote_addr" -> stream -> stream.client().ip();
      case "time_local" -> stream -> LogTime.local();
      case "time_iso8601" -> stream -> LogTime.iso();
      case "msec" -> stream -> LogTime.millis();
      case "protocol" -> stream -> stream.udp() ? "UDP" : "TCP";
      case "status" -> stream -> Integer.toString(stream.status());
      case "bytes_sent" -> stream -> Long.toString(stream.sent());
      case "bytes_received" -> stream -> Long.toString(stream.received());
      case "session_time" -> stream -> time(stream, State.REQUEST_START, State.END);
      case "server_addr" -> stream -> stream.local().getAddress().getHostAddress();
      case "server_port" -> stream -> Integer.toString(stream.local().getPort());
      case "connection" -> stream -> Long.toString(stream.client().connection());
      case "pid" -> stream -> Long.toString(ProcessHandle.current().pid());
      case "kong_request_id" -> LoggedStream::requestId;
      case "upstream_addr" -> stream -> addresses(stream.tries());
      case "upstream_connect_time" -> stream -> time(stream, State.BALANCER_START, State.CONNECTED);
      case "upstream_bytes_sent" -> stream -> upstream(stream, stream.received());
      case "upstream_bytes_received" -> stream -> upstream(stream, stream.sent());
      case "ssl_protocol" -> stream -> tls(stream, Client.Tls::version);
      case "ssl_cipher" -> stream -> tls(stream, Client.Tls::cipher);
      case "ssl_server_name", "ssl_preread_server_name" ->
          stream -> tls(stream, Client.Tls::serverName);
      default -> null;
    };
  }

  private static String time(LoggedStream stream, State from, State to) {
    return stream.passport().has(from) && stream.passport().has(to)
        ? LogTime.seconds(stream.passport().millis(from, to))
        : null;
  }

  private static String upstream(LoggedStream stream, long bytes) {
    return stream.tries().isEmpty() ? null : Long.toString(bytes);
  }

  private static String tls(LoggedStream stream, Function<Client.Tls, String> part) {
    return stream.client().tls() == null ? null : part.apply(stream.client().tls());
  }

  static String addresses(List<Try> tries) {
    List<String> addresses = new ArrayList<>();
    for (Try attempt : tries) {
      String ip = attempt.ip();
      addresses.add((ip.indexOf(':') < 0 ? ip : "[" + ip + "]") + ":" + attempt.port());
    }
    return String.join(", ", addresses);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
