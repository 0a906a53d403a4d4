package io.quong.plugins.acme;

import io.quong.plugin.ConfigurationOnly;
import io.quong.plugin.rule.UrlText;
import io.quong.schema.check.Host;
import io.quong.schema.check.HostWithWildcards;
import io.quong.schema.check.Sni;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Shorthand;
import java.util.List;

/** The configuration of acme. */
@ConfigurationOnly(
    name = "acme",
    priority = 1705,
    scopes = {})
@Conditional(
    ifField = "config.api_uri",
    ifMatch =
        @Condition(
            oneOf = {
              "https://acme-v02.api.letsencrypt.org",
              "https://acme-staging-v02.api.letsencrypt.org"
            }),
    thenField = "config.tos_accepted",
    thenMatch = @Condition(equal = "true"),
    error = "terms of service must be accepted, see https://letsencrypt.org/repository/")
@Conditional(
    ifField = "config.storage",
    ifMatch = @Condition(equal = "\"redis\""),
    thenField = "config.storage_config.redis.host",
    thenMatch = @Condition(required = true))
@Conditional(
    ifField = "config.storage",
    ifMatch = @Condition(equal = "\"redis\""),
    thenField = "config.storage_config.redis.port",
    thenMatch = @Condition(required = true))
public record AcmeConfig(
    @Required
        @Match(
            @Match.Pattern(
                value = "[A-Za-z0-9]*\\p{Punct}*@+[A-Za-z0-9]*\\.?[A-Za-z0-9]*",
                shown = "%w*%p*@+%w*%.?%w*"))
        @Referenceable
        @Encrypted
        String accountEmail,
    @Required(false) AccountKey accountKey,
    @Default("\"https://acme-v02.api.letsencrypt.org/directory\"") @Check(UrlText.class)
        String apiUri,
    @Default("false") Boolean tosAccepted,
    @Referenceable @Encrypted String eabKid,
    @Referenceable @Encrypted String eabHmacKey,
    @Default("\"rsa\"") @OneOf({"rsa", "ecc"}) String certType,
    @Default("4096") @OneOf({"2048", "3072", "4096"}) Double rsaKeySize,
    @Default("14") Double renewThresholdDays,
    List<
            @Match(
                @Match.Pattern(
                    value = "^[^*]*\\*?[^*]*$",
                    shown = "^[^*]*%*?[^*]*$",
                    error = "invalid wildcard: must have at most one wildcard"))
            @Match(
                value = {
                  @Match.Pattern(value = "^\\*\\.", shown = "^%*%."),
                  @Match.Pattern(value = "\\.\\*$", shown = "%.%*$"),
                  @Match.Pattern("^[^*]*$")
                },
                mode = Match.Mode.ANY,
                error = "invalid wildcard: must be placed at leftmost or rightmost label")
            @Check(HostWithWildcards.class) String>
        domains,
    @Default("false") Boolean allowAnyDomain,
    @Default("5") Double failBackoffMinutes,
    @Default("\"shm\"") @OneOf({"kong", "shm", "redis", "consul", "vault"}) String storage,
    @Required StorageConfig storageConfig,
    String preferredChain,
    @Default("true") Boolean enableIpv4CommonName) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "AcmeConfig";
  }

  /** The block {@code account_key}. */
  public record AccountKey(@Required String keyId, String keySet) {}

  /** The block {@code shm}. */
  public record Shm(@Default("\"kong\"") String shmName) {}

  /** The block {@code kong}. */
  public record Kong() {}

  /** The block {@code extra_options}. */
  public record ExtraOptions(
      @Required @Default("\"\"") @Length(min = 0) @Check(FreeNamespace.class) String namespace,
      @Required(false) @Default("10") Double scanCount) {}

  /** The block {@code redis}. */
  @Shorthand(name = "auth", type = String.class, mapsTo = "password", minLength = 0)
  @Shorthand(name = "ssl_server_name", type = String.class, mapsTo = "server_name")
  @Shorthand(
      name = "namespace",
      type = String.class,
      mapsTo = "extra_options.namespace",
      minLength = 0)
  @Shorthand(name = "scan_count", type = Integer.class, mapsTo = "extra_options.scan_count")
  public record Redis(
      @Check(Host.class) String host,
      @Default("6379") @Between(min = 0, max = 65535) Integer port,
      @Default("2000") @Between(min = 0, max = 2147483646) Integer timeout,
      @Referenceable String username,
      @Referenceable @Encrypted @Length(min = 0) String password,
      @Default("0") Integer database,
      @Required(false) @Default("false") Boolean ssl,
      @Required(false) @Default("false") Boolean sslVerify,
      @Required(false) @Check(Sni.class) String serverName,
      @Required ExtraOptions extraOptions) {
    /** Without its values: some are secret. */
    @Override
    public String toString() {
      return "Redis";
    }
  }

  /** The block {@code consul}. */
  public record Consul(
      @Default("false") Boolean https,
      @Check(Host.class) String host,
      @Between(min = 0, max = 65535) Integer port,
      String kvPath,
      Double timeout,
      @Referenceable String token) {
    /** Without its values: some are secret. */
    @Override
    public String toString() {
      return "Consul";
    }
  }

  /** The block {@code vault}. */
  public record Vault(
      @Default("false") Boolean https,
      @Check(Host.class) String host,
      @Between(min = 0, max = 65535) Integer port,
      String kvPath,
      Double timeout,
      @Referenceable String token,
      @Default("true") Boolean tlsVerify,
      String tlsServerName,
      @Default("\"token\"") @OneOf({"token", "kubernetes"}) String authMethod,
      String authPath,
      String authRole,
      String jwtPath) {
    /** Without its values: some are secret. */
    @Override
    public String toString() {
      return "Vault";
    }
  }

  /** The block {@code storage_config}. */
  public record StorageConfig(
      @Required Shm shm,
      @Required Kong kong,
      @Required Redis redis,
      @Required Consul consul,
      @Required Vault vault) {}
}
