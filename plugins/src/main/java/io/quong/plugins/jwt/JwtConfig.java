package io.quong.plugins.jwt;

import io.quong.schema.rule.Between;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.Set;

/** The configuration of jwt. */
@Conditional(
    ifField = "config.maximum_expiration",
    ifMatch = @Condition(greaterThan = 0),
    thenField = "config.claims_to_verify",
    thenMatch = @Condition(contains = "exp"))
public record JwtConfig(
    @Default("[\"jwt\"]") Set<String> uriParamNames,
    @Default("[]") Set<String> cookieNames,
    @Default("\"iss\"") String keyClaimName,
    @Required @Default("false") Boolean secretIsBase64,
    Set<@OneOf({"exp", "nbf"}) String> claimsToVerify,
    String anonymous,
    @Required @Default("true") Boolean runOnPreflight,
    @Default("0") @Between(min = 0, max = 31536000) Double maximumExpiration,
    @Default("[\"authorization\"]") Set<String> headerNames,
    @Required(false) String realm) {}
