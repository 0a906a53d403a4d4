package io.quong.plugins.iprestriction;

import io.quong.plugin.ConfigurationOnly;
import io.quong.schema.check.IpOrCidr;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of ip-restriction. */
@ConfigurationOnly(
    name = "ip-restriction",
    priority = 990,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"},
    defaultProtocols = {"http", "https", "tcp", "tls", "grpc", "grpcs"})
@AtLeastOneOf({"config.allow", "config.deny"})
public record IpRestrictionConfig(
    List<@Check(IpOrCidr.class) String> allow,
    List<@Check(IpOrCidr.class) String> deny,
    @Required(false) Double status,
    @Required(false) String message) {}
