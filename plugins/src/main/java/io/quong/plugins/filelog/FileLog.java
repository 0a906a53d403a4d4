package io.quong.plugins.filelog;

import io.quong.lua.LuaField;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import java.util.List;

/** Kong's file-log: one line of JSON for each request, appended to a file of this node. */
@GatewayPlugin(
    name = "file-log",
    priority = 9,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class FileLog implements Plugin {
  private final LogFiles files;
  private final String path;
  private final boolean reopen;
  private final List<LuaField> customFields;

  public FileLog(FileLogConfig config, PluginContext context) {
    files = context.nodeWide(LogFiles.class, LogFiles::new);
    path = config.path();
    reopen = Boolean.TRUE.equals(config.reopen());
    customFields = LuaField.all(config.customFieldsByLua());
    files.use(path);
  }

  @Override
  public void log(Exchange exchange) {
    LuaField.apply(customFields, exchange);
    files.append(path, reopen, exchange.logEntry().toString());
  }

  @Override
  public void close() {
    files.release(path);
  }
}
