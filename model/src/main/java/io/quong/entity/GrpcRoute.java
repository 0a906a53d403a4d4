package io.quong.entity;

import io.quong.schema.rule.Condition;
import io.quong.schema.rule.ConditionalAtLeastOneOf;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.EqualsNull;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.Not;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.SubschemaFor;
import java.util.Set;

/** What is particular to routes for gRPC. */
@SubschemaFor({"grpc", "grpcs"})
@ConditionalAtLeastOneOf(
    ifField = "protocols",
    ifMatch = @Condition(contains = "grpcs"),
    thenFields = {"hosts", "headers", "paths", "snis"},
    error = "must set one of %s when 'protocols' is 'grpcs'",
    elseMatch = @Condition(contains = "grpc"),
    elseFields = {"hosts", "headers", "paths"},
    elseError = "must set one of %s when 'protocols' is 'grpc'")
public record GrpcRoute(
    @Required
        @Default("false")
        @Not(
            value = "true",
            error = "cannot set 'strip_path' when 'protocols' is 'grpc' or 'grpcs'")
        Boolean stripPath,
    @EqualsNull(error = "cannot set 'methods' when 'protocols' is 'grpc' or 'grpcs'")
        Set<@Match(@Match.Pattern(value = "^[A-Z]+$", shown = "^%u+$")) String> methods,
    @EqualsNull(error = "cannot set 'sources' when 'protocols' is 'grpc' or 'grpcs'")
        Set<Route.Address> sources,
    @EqualsNull(error = "cannot set 'destinations' when 'protocols' is 'grpc' or 'grpcs'")
        Set<Route.Address> destinations) {}
