package io.quong.plugins.ldapauth;

import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.auth.Authentication;
import io.quong.plugin.message.ByteText;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** Kong's ldap-auth: a directory says whether a name and a password belong together. */
@GatewayPlugin(
    name = "ldap-auth",
    priority = 1200,
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class LdapAuth implements Plugin {
  private static final String AUTHORIZATION = "Authorization";
  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
  private static final int THREADS = 16;

  /** So many may wait for a directory that is slow; the others are told at once. */
  private static final int MOST_WAITING = 1_000;

  private final LdapAuthConfig config;
  private final Authentication authentication;
  private final String scheme;
  private final Answer refusal;
  private final Directory directory;
  private final KnownLogins known;
  private final WorkerExecutor threads;
  private final Clock clock;
  private final AtomicInteger waiting = new AtomicInteger();

  public LdapAuth(LdapAuthConfig config, PluginContext context) {
    this.config = config;
    this.authentication = new Authentication(context, config.anonymous());
    this.scheme = config.headerType() == null ? "ldap" : config.headerType();
    String told = scheme.equals("ldap") ? "LDAP" : scheme;
    String challenge = config.realm() == null ? told : told + " realm=\"" + config.realm() + "\"";
    this.refusal =
        Answer.error(401, "Unauthorized").with("WWW-Authenticate", ByteText.of(challenge));
    this.directory = new Directory(config);
    this.known = context.nodeWide(KnownLogins.class, KnownLogins::new);
    this.threads = context.vertx().createSharedWorkerExecutor("ldap-auth", THREADS);
    this.clock = context.clock();
  }

  @Override
  public Step access(Exchange exchange) {
    if (authentication.alreadyDone(exchange)) {
      return Step.NEXT;
    }
    return attempt(exchange, PROXY_AUTHORIZATION);
  }

  /** Tries what one header says, and then the other. */
  private Step attempt(Exchange exchange, String header) {
    LdapLogin login = LdapLogin.read(exchange.upstream().headers().get(header), scheme);
    if (login == null) {
      return refused(exchange, header);
    }
    String key = KnownLogins.key(config, login);
    Boolean said = known.find(key, clock.millis());
    if (said != null) {
      return said ? accepted(exchange, login, key) : refused(exchange, header);
    }
    return Step.await(
        exchange
            .onLoop(asked(login, key))
            .compose(
                good -> later(good ? accepted(exchange, login, key) : refused(exchange, header))));
  }

  /** A step that comes after a wait may be one to wait for again. */
  private static Future<Step> later(Step step) {
    return step instanceof Step.Await more ? more.future() : Future.succeededFuture(step);
  }

  private Future<Boolean> asked(LdapLogin login, String key) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture("too many wait for the directory");
    }
    return threads
        .executeBlocking(() -> directory.accepts(login), false)
        .onSuccess(good -> known.keep(key, good, clock.millis() + keptMs()))
        .onComplete(done -> waiting.decrementAndGet());
  }

  private long keptMs() {
    return (long) (config.cacheTtl() * 1_000);
  }

  private Step refused(Exchange exchange, String header) {
    return header.equals(PROXY_AUTHORIZATION)
        ? attempt(exchange, AUTHORIZATION)
        : authentication.refuse(exchange, refusal);
  }

  private Step accepted(Exchange exchange, LdapLogin login, String key) {
    if (Boolean.TRUE.equals(config.hideCredentials())) {
      Headers headers = exchange.upstream().headers();
      headers.remove(AUTHORIZATION);
      headers.remove(PROXY_AUTHORIZATION);
    }
    return authentication.accept(exchange, null, new Exchange.Credential(key, login.username()));
  }

  @Override
  public void close() {
    directory.close();
    threads.close();
  }
}
