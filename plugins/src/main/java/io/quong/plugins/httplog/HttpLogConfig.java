package io.quong.plugins.httplog;

import io.quong.plugin.queue.QueueConfig;
import io.quong.plugin.rule.LuaSource;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.DeprecatedField;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.Keys;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import java.util.Map;

/** The configuration of http-log. Times of its own in milliseconds. */
public record HttpLogConfig(
    @Required @Referenceable @Encrypted String httpEndpoint,
    @Default("\"POST\"") @OneOf({"POST", "PUT", "PATCH"}) String method,
    @Default("\"application/json\"") @OneOf({"application/json", "application/json; charset=utf-8"})
        String contentType,
    @Default("10000") Double timeout,
    @Default("60000") Double keepalive,
    @DeprecatedField(oldDefault = "10") Integer retryCount,
    @DeprecatedField(oldDefault = "1") Integer queueSize,
    @DeprecatedField(oldDefault = "2") Double flushTimeout,
    @Keys(HeaderKey.class) Map<String, @Referenceable String> headers,
    @Required QueueConfig queue,
    @Keys(FieldKey.class) Map<String, @Check(LuaSource.class) String> customFieldsByLua) {

  /** Names of headers that the logger does not set itself. */
  public record HeaderKey(
      @Match(
              value =
                  @Match.Pattern(
                      value = "^[Hh][Oo][Ss][Tt]$",
                      error = "cannot contain 'Host' header"),
              mode = Match.Mode.NONE,
              error = "cannot contain 'Host' header")
          @Match(
              value =
                  @Match.Pattern(value = "^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Ll][Ee][Nn][Gg][Tt][Hh]$"),
              mode = Match.Mode.NONE,
              error = "cannot contain 'Content-Length' header")
          @Match(
              value = @Match.Pattern(value = "^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Tt][Yy][Pp][Ee]$"),
              mode = Match.Mode.NONE,
              error = "cannot contain 'Content-Type' header")
          String name) {}

  /** Names of fields of the log entry. */
  public record FieldKey(@Length(min = 1) String name) {}

  /** Where it sends, without login: the configuration holds secrets. */
  @Override
  public String toString() {
    return "HttpLogConfig";
  }
}
