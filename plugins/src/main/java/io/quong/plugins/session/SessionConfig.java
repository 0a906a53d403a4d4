package io.quong.plugins.session;

import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.TranslatedBy;
import java.util.Set;

/** The configuration of session. */
@TranslatedBy(FormerCookieFields.class)
public record SessionConfig(
    @Auto(Auto.Source.TEXT) @Referenceable @Encrypted String secret,
    @Default("\"cookie\"") @OneOf({"cookie", "kong"}) String storage,
    @Default("\"default\"") String audience,
    @Default("900") Double idlingTimeout,
    @Default("3600") Double rollingTimeout,
    @Default("86400") Double absoluteTimeout,
    @Default("10") Double staleTtl,
    @Default("\"session\"") String cookieName,
    @Default("\"/\"") String cookiePath,
    String cookieDomain,
    @Default("\"Strict\"") @OneOf({"Strict", "Lax", "None", "Default"}) String cookieSameSite,
    @Default("true") Boolean cookieHttpOnly,
    @Default("true") Boolean cookieSecure,
    @Default("false") Boolean remember,
    @Default("\"remember\"") String rememberCookieName,
    @Default("604800") Double rememberRollingTimeout,
    @Default("2592000") Double rememberAbsoluteTimeout,
    Set<
            @OneOf({
              "id",
              "audience",
              "subject",
              "timeout",
              "idling-timeout",
              "rolling-timeout",
              "absolute-timeout"
            })
            String>
        responseHeaders,
    Set<
            @OneOf({
              "id",
              "audience",
              "subject",
              "timeout",
              "idling-timeout",
              "rolling-timeout",
              "absolute-timeout"
            })
            String>
        requestHeaders,
    @Default("false") Boolean readBodyForLogout,
    @Default("[\"POST\", \"DELETE\"]") Set<@OneOf({"GET", "POST", "DELETE"}) String> logoutMethods,
    @Default("\"session_logout\"") String logoutQueryArg,
    @Default("\"session_logout\"") String logoutPostArg) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "SessionConfig";
  }
}
