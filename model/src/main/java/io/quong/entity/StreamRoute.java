package io.quong.entity;

import io.quong.schema.check.HeaderName;
import io.quong.schema.check.HostWithWildcards;
import io.quong.schema.check.RouterPath;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.ConditionalAtLeastOneOf;
import io.quong.schema.rule.EqualsNull;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.SubschemaFor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is particular to routes for streams. */
@SubschemaFor({"tcp", "tls", "udp", "tls_passthrough"})
@ConditionalAtLeastOneOf(
    ifField = "protocols",
    ifMatch = @Condition(elementsOneOf = {"tcp", "tls", "udp"}),
    thenFields = {"sources", "destinations", "snis"},
    error = "must set one of %s when 'protocols' is 'tcp', 'tls' or 'udp'")
@ConditionalAtLeastOneOf(
    ifField = "protocols",
    ifMatch = @Condition(elementsOneOf = {"tls_passthrough"}),
    thenFields = {"snis"},
    error = "must set snis when 'protocols' is 'tls_passthrough'")
public record StreamRoute(
    @EqualsNull(
            error =
                "cannot set 'methods' when 'protocols' is 'tcp', 'tls', 'tls_passthrough' or 'udp'")
        Set<@Match(@Match.Pattern(value = "^[A-Z]+$", shown = "^%u+$")) String> methods,
    @EqualsNull(
            error =
                "cannot set 'hosts' when 'protocols' is 'tcp', 'tls', 'tls_passthrough' or 'udp'")
        List<
                @Match(
                    @Match.Pattern(
                        value = "^[^*]*\\*?[^*]*$",
                        shown = "^[^*]*%*?[^*]*$",
                        error = "invalid wildcard: must have at most one wildcard"))
                @Match(
                    value = {
                      @Match.Pattern(value = "^\\*\\.", shown = "^%*%."),
                      @Match.Pattern(value = "\\.\\*$", shown = "%.%*$"),
                      @Match.Pattern("^[^*]*$")
                    },
                    mode = Match.Mode.ANY,
                    error = "invalid wildcard: must be placed at leftmost or rightmost label")
                @Check(HostWithWildcards.class) String>
            hosts,
    @EqualsNull(
            error =
                "cannot set 'paths' when 'protocols' is 'tcp', 'tls', 'tls_passthrough' or 'udp'")
        List<
                @Match(
                    value = @Match.Pattern(value = "//", error = "must not have empty segments"),
                    mode = Match.Mode.NONE)
                @Match(
                    value = {@Match.Pattern("^/"), @Match.Pattern("^~/")},
                    mode = Match.Mode.ANY,
                    error = "should start with: / (fixed path) or ~/ (regex path)")
                @Check(RouterPath.class) String>
            paths,
    @EqualsNull(
            error =
                "cannot set 'headers' when 'protocols' is 'tcp', 'tls', 'tls_passthrough' or 'udp'")
        Map<@Check(HeaderName.class) String, List<String>> headers) {}
