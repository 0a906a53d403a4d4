package io.quong.plugins.acl;

import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.OnlyOneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of acl; exactly one of the lists is there. */
@OnlyOneOf({"config.allow", "config.deny"})
@AtLeastOneOf(
    value = {"config.allow", "config.deny"},
    order = 1)
public record AclConfig(
    List<String> allow,
    List<String> deny,
    @Required @Default("false") Boolean hideGroupsHeader,
    @Required @Default("false") Boolean alwaysUseAuthenticatedGroups) {}
