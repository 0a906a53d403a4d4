package io.quong.plugins.filelog;

import io.quong.plugin.rule.LuaSource;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.Required;
import java.util.Map;

/** The configuration of file-log. */
public record FileLogConfig(
    @Required
        @Match(
            value = @Match.Pattern(value = "^[^*&%\\\\`]+$", shown = "^[^*&%%\\`]+$"),
            error = "not a valid filename")
        @Length(min = 0)
        String path,
    @Required @Default("false") Boolean reopen,
    Map<@Length(min = 1) String, @Length(min = 1) @Check(LuaSource.class) String>
        customFieldsByLua) {}
