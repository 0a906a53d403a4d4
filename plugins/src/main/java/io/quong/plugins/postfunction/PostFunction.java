package io.quong.plugins.postfunction;

import io.quong.lua.FunctionPlugin;
import io.quong.lua.FunctionSources;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.PluginContext;

/** Kong's post-function. */
@GatewayPlugin(
    name = "post-function",
    priority = -1000,
    scopes = {GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE},
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class PostFunction extends FunctionPlugin {
  public PostFunction(PostFunctionConfig config, PluginContext context) {
    super(
        "post-function",
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
