package io.quong.plugins.httplog;

import io.quong.plugin.queue.QueueConfig;
import io.quong.plugin.rule.HeaderName;
import io.quong.plugin.rule.LuaSource;
import io.quong.plugin.rule.UrlText;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.DeprecatedField;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import java.util.Map;

/** The configuration of http-log. Times of its own in milliseconds. */
@Check(SingleLogin.class)
public record HttpLogConfig(
    @Required @Check(UrlText.class) @Referenceable @Encrypted String httpEndpoint,
    @Default("\"POST\"") @OneOf({"POST", "PUT", "PATCH"}) String method,
    @Default("\"application/json\"") @OneOf({"application/json", "application/json; charset=utf-8"})
        String contentType,
    @Default("10000") Double timeout,
    @Default("60000") Double keepalive,
    @DeprecatedField(oldDefault = "10") Integer retryCount,
    @DeprecatedField(oldDefault = "1") Integer queueSize,
    @DeprecatedField(oldDefault = "2") Double flushTimeout,
    Map<
            @Match(
                value = @Match.Pattern("^[Hh][Oo][Ss][Tt]$"),
                mode = Match.Mode.NONE,
                error = "cannot contain 'Host' header")
            @Match(
                value = @Match.Pattern("^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Ll][Ee][Nn][Gg][Tt][Hh]$"),
                mode = Match.Mode.NONE,
                error = "cannot contain 'Content-Length' header")
            @Match(
                value = @Match.Pattern("^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Tt][Yy][Pp][Ee]$"),
                mode = Match.Mode.NONE,
                error = "cannot contain 'Content-Type' header")
            @Check(HeaderName.class) String,
            @Referenceable String>
        headers,
    @Required QueueConfig queue,
    Map<@Length(min = 1) String, @Length(min = 1) @Check(LuaSource.class) String>
        customFieldsByLua) {

  /** Without the fields: the endpoint and the headers may hold logins. */
  @Override
  public String toString() {
    return "HttpLogConfig";
  }
}
