package io.quong.entity;

import io.quong.schema.check.RouteExpressions;
import io.quong.schema.check.Sni;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Variation;
import java.util.Set;

/**
 * Routes of nodes with the router flavour {@code traditional}: server names have no wildcards, and
 * regular expressions are PCRE's alone.
 */
@Variation(of = Route.class, without = RouteExpressions.class)
public record TraditionalRoute(Set<@Check(Sni.class) String> snis) {}
