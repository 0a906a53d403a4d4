package io.quong.plugins.prefunction;

import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of pre-function. */
@AtLeastOneOf({
  "config.certificate",
  "config.rewrite",
  "config.access",
  "config.header_filter",
  "config.body_filter",
  "config.log"
})
public record PreFunctionConfig(
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> certificate,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> rewrite,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> access,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> headerFilter,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> bodyFilter,
    @Required @Default("[]") List<@Check(LuaFunctionSource.class) String> log) {}
