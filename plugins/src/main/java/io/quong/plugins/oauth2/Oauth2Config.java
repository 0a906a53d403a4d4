package io.quong.plugins.oauth2;

import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Unique;
import java.util.List;

/** The configuration of oauth2. */
@Conditional(
    ifField = "mandatory_scope",
    ifMatch = @Condition(equal = "true"),
    thenField = "scopes",
    thenMatch = @Condition(required = true))
@Check(AnyFlow.class)
public record Oauth2Config(
    List<String> scopes,
    @Required @Default("false") Boolean mandatoryScope,
    @Required @Unique @Auto(Auto.Source.TEXT) @Encrypted String provisionKey,
    @Required @Default("7200") Double tokenExpiration,
    @Required @Default("false") Boolean enableAuthorizationCode,
    @Required @Default("false") Boolean enableImplicitGrant,
    @Required @Default("false") Boolean enableClientCredentials,
    @Required @Default("false") Boolean enablePasswordGrant,
    @Required @Default("false") Boolean hideCredentials,
    @Required @Default("false") Boolean acceptHttpIfAlreadyTerminated,
    String anonymous,
    @Required @Default("false") Boolean globalCredentials,
    @Default("\"authorization\"") String authHeaderName,
    @Required @Default("1209600") @Between(min = 0, max = 100000000) Double refreshTokenTtl,
    @Required @Default("false") Boolean reuseRefreshToken,
    @Required(false) @Default("\"lax\"") @OneOf({"none", "lax", "strict"}) String pkce,
    @Required(false) String realm) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "Oauth2Config";
  }
}
