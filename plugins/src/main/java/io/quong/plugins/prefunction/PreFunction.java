package io.quong.plugins.prefunction;

import io.quong.lua.FunctionPlugin;
import io.quong.lua.FunctionSources;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.PluginContext;

/** Kong's pre-function. */
@GatewayPlugin(
    name = "pre-function",
    priority = 1000000,
    scopes = {GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE},
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class PreFunction extends FunctionPlugin {
  public PreFunction(PreFunctionConfig config, PluginContext context) {
    super(
        "pre-function",
        new FunctionSources(
            config.certificate(),
            config.rewrite(),
            config.access(),
            config.headerFilter(),
            config.bodyFilter(),
            config.log()),
        context);
  }
}
