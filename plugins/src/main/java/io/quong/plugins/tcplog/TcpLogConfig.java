package io.quong.plugins.tcplog;

import io.quong.plugin.rule.LuaSource;
import io.quong.schema.check.Host;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Required;
import java.util.Map;

/** The configuration of tcp-log. */
public record TcpLogConfig(
    @Required @Check(Host.class) String host,
    @Required @Between(min = 0, max = 65535) Integer port,
    @Default("10000") Double timeout,
    @Default("60000") Double keepalive,
    @Required @Default("false") Boolean tls,
    String tlsSni,
    Map<@Length(min = 1) String, @Length(min = 1) @Check(LuaSource.class) String>
        customFieldsByLua) {}
