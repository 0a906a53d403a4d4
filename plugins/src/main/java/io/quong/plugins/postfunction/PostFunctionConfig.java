package io.quong.plugins.postfunction;

import io.quong.plugin.ConfigurationOnly;
import io.quong.plugin.GatewayPlugin;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of post-function. */
@ConfigurationOnly(
    name = "post-function",
    priority = -1000,
    scopes = {GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE},
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
@AtLeastOneOf({
  "config.certificate",
  "config.rewrite",
  "config.access",
  "config.header_filter",
  "config.body_filter",
  "config.log"
})
public record PostFunctionConfig(
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> certificate,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> rewrite,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> access,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> headerFilter,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> bodyFilter,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> log) {}
