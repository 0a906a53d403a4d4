package io.quong.plugins.iprestriction;

import io.quong.schema.check.IpOrCidr;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of ip-restriction. */
@AtLeastOneOf({"config.allow", "config.deny"})
public record IpRestrictionConfig(
    List<@Check(IpOrCidr.class) String> allow,
    List<@Check(IpOrCidr.class) String> deny,
    @Required(false) Double status,
    @Required(false) String message) {}
