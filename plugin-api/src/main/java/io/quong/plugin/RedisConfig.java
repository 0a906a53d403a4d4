package io.quong.plugin;

import io.quong.schema.check.Host;
import io.quong.schema.check.Sni;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;

/** Kong's {@code redis} block, as the plugins that keep something there have it. */
public record RedisConfig(
    @Check(Host.class) String host,
    @Default("6379") @Between(min = 0, max = 65535) Integer port,
    @Default("2000") @Between(min = 0, max = 2147483646) Integer timeout,
    @Referenceable String username,
    @Referenceable @Encrypted @Length(min = 0) String password,
    @Default("0") Integer database,
    @Required(false) @Default("false") Boolean ssl,
    @Required(false) @Default("false") Boolean sslVerify,
    @Required(false) @Check(Sni.class) String serverName) {

  /** What {@link RedisPools} connects by. An empty password is none. */
  public RedisPools.Settings settings() {
    return new RedisPools.Settings(
        host,
        port == null ? 6379 : port,
        timeout == null ? 2000 : timeout,
        username,
        password == null || password.isEmpty() ? null : password,
        database == null ? 0 : database,
        Boolean.TRUE.equals(ssl),
        Boolean.TRUE.equals(sslVerify),
        serverName);
  }

  @Override
  public String toString() {
    return host + ":" + port + ";" + database;
  }
}
