package io.quong.entity;

import io.quong.schema.rule.Condition;
import io.quong.schema.rule.ConditionalAtLeastOneOf;
import io.quong.schema.rule.EqualsNull;
import io.quong.schema.rule.SubschemaFor;
import java.util.Set;

/** What is particular to routes for HTTP. */
@SubschemaFor({"http", "https"})
@ConditionalAtLeastOneOf(
    ifField = "protocols",
    ifMatch = @Condition(contains = "https"),
    thenFields = {"methods", "hosts", "headers", "paths", "snis"},
    error = "must set one of %s when 'protocols' is 'https'",
    elseMatch = @Condition(contains = "http"),
    elseFields = {"methods", "hosts", "headers", "paths"},
    elseError = "must set one of %s when 'protocols' is 'http'")
public record HttpRoute(
    @EqualsNull(error = "cannot set 'sources' when 'protocols' is 'http' or 'https'")
        Set<Route.Address> sources,
    @EqualsNull(error = "cannot set 'destinations' when 'protocols' is 'http' or 'https'")
        Set<Route.Address> destinations) {}
