package io.quong.plugins.udplog;

import io.quong.plugin.rule.LuaSource;
import io.quong.schema.check.Host;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Required;
import java.util.Map;

/** The configuration of udp-log. */
public record UdpLogConfig(
    @Required @Check(Host.class) String host,
    @Required @Between(min = 0, max = 65535) Integer port,
    @Default("10000") Double timeout,
    Map<@Length(min = 1) String, @Length(min = 1) @Check(LuaSource.class) String>
        customFieldsByLua) {}
