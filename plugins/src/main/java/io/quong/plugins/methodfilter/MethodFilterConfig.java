package io.quong.plugins.methodfilter;

import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.Required;
import java.util.Set;

/**
 * The configuration of method-filter.
 *
 * @param methods those that are let through, upper case
 */
public record MethodFilterConfig(
    @Required @Length(min = 1) Set<@Match(@Match.Pattern("^[A-Z]+$")) String> methods) {}
