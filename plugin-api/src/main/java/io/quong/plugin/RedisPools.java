package io.quong.plugin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Redis for plugins. */
public interface RedisPools {
  /** The connection for these settings; made at the first command. */
  Redis connect(Settings settings);

  /** Commands to one Redis. */
  interface Redis {
    /** One command, {@code ["GET", "k"]}: text, a number, null or a list of these. */
    Future<Object> send(String... command);

    /**
     * A Lua script by its hash, loaded when the server does not know it; one round trip otherwise.
     */
    Future<Object> script(String source, List<String> keys, List<String> arguments);

    /** As {@link #send} for binary arguments. */
    Future<Object> sendBytes(List<Buffer> command);
  }

  /** Kong's {@code redis} block. Times in milliseconds. */
  record Settings(
      String host,
      int port,
      int timeout,
      String username,
      String password,
      int database,
      boolean ssl,
      boolean sslVerify,
      String serverName) {
    @Override
    public String toString() {
      return host + ":" + port + ";" + database;
    }
  }
}
