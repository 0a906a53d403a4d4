package io.quong.plugins.session;

import io.quong.entity.Consumer;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Kong's session: who has logged in by another plugin is known by a cookie from then on. The cookie
 * is Quong's own; it holds the login itself, or with {@code storage: kong} only the name of a row.
 */
@GatewayPlugin(
    name = "session",
    priority = 1900,
    scopes = {Scope.ROUTE, Scope.SERVICE},
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class Session implements Plugin {
  private static final String GROUPS = "authenticated_groups";
  private static final String GROUPS_HEADER = "X-Authenticated-Groups";

  private final Authentication authentication;
  private final Clock clock;
  private final SessionTimeouts timeouts;
  private final SessionTimeouts rememberTimeouts;
  private final SessionCookie cookie;
  private final SessionCookie rememberCookie;
  private final SessionSeal seal;
  private final SessionSeal rememberSeal;
  private final SessionRows rows;
  private final SessionHeaders requestHeaders;
  private final SessionHeaders responseHeaders;
  private final Logout logout;

  /** What the access phase found, for the answer. */
  private static final class Note {
    SessionState session;
    final List<String> cookies = new ArrayList<>(2);
  }

  public Session(SessionConfig config, PluginContext context) {
    this.authentication = new Authentication(context, null);
    this.clock = context.clock();
    this.timeouts =
        SessionTimeouts.of(
            config.idlingTimeout(), config.rollingTimeout(), config.absoluteTimeout());
    this.rememberTimeouts =
        SessionTimeouts.of(null, config.rememberRollingTimeout(), config.rememberAbsoluteTimeout());
    // A configuration without a secret is one that this node alone can read the cookies of.
    String secret = config.secret() == null ? SessionSeal.newId() : config.secret();
    String audience = config.audience() == null ? "default" : config.audience();
    String name = config.cookieName() == null ? "session" : config.cookieName();
    this.cookie = new SessionCookie(config, name, 0);
    this.seal = new SessionSeal(secret, "session " + audience);
    boolean remember = Boolean.TRUE.equals(config.remember());
    String remembered =
        config.rememberCookieName() == null ? "remember" : config.rememberCookieName();
    this.rememberCookie =
        remember ? new SessionCookie(config, remembered, rememberTimeouts.rowSeconds()) : null;
    this.rememberSeal = new SessionSeal(secret, "remember " + audience);
    this.rows =
        "kong".equals(config.storage())
            ? new SessionRows(
                context.state().entities(),
                new SessionSeal(secret, "row " + audience),
                timeouts,
                config.staleTtl())
            : null;
    this.requestHeaders = new SessionHeaders(config.requestHeaders(), audience, timeouts);
    this.responseHeaders = new SessionHeaders(config.responseHeaders(), audience, timeouts);
    this.logout = new Logout(config);
  }

  @Override
  public Set<Need> needs() {
    return logout.readsBody() ? Set.of(Need.REQUEST_BODY) : Set.of();
  }

  @Override
  public Step access(Exchange exchange) {
    Note note = new Note();
    exchange.note(note);
    long now = clock.millis();
    SessionState sent = open(cookie, seal, timeouts, exchange, now);
    if (sent != null && sent.login() == null && rows != null) {
      return Step.await(
          exchange.onLoop(rows.load(sent)).compose(found -> settled(exchange, note, found)));
    }
    if (sent == null && rememberCookie != null) {
      SessionState kept = open(rememberCookie, rememberSeal, rememberTimeouts, exchange, now);
      if (kept != null && kept.login() != null) {
        SessionState again = kept.renewed(SessionSeal.newId(), now);
        remember(again, note, now);
        begin(again, note, now);
        sent = again;
      }
    }
    return sent == null || sent.login() == null ? Step.NEXT : go(exchange, note, sent);
  }

  private Future<Step> settled(Exchange exchange, Note note, SessionState found) {
    return Future.succeededFuture(found == null ? Step.NEXT : go(exchange, note, found));
  }

  private static SessionState open(
      SessionCookie cookie,
      SessionSeal seal,
      SessionTimeouts timeouts,
      Exchange exchange,
      long now) {
    String text = cookie.read(exchange.upstream().headers());
    SessionState session = text == null ? null : seal.open(text);
    return session == null || timeouts.isOver(session, now) ? null : session;
  }

  /** Goes on with a session that is good. */
  private Step go(Exchange exchange, Note note, SessionState session) {
    if (logout.isAsked(exchange)) {
      return end(exchange, session);
    }
    SessionState.Login login = session.login();
    Consumer consumer = exchange.entities().byId(Consumer.class, login.consumer());
    if (consumer == null) {
      note.cookies.clear();
      note.cookies.addAll(goodbye(exchange));
      if (rows != null) {
        rows.remove(session);
      }
      return Step.NEXT;
    }
    SessionState current = refresh(session, note, clock.millis());
    note.session = current;
    Headers headers = exchange.upstream().headers();
    requestHeaders.set(headers, current, clock.millis());
    if (login.groups().isEmpty()) {
      headers.remove(GROUPS_HEADER);
    } else {
      headers.set(GROUPS_HEADER, ByteText.of(String.join(", ", login.groups())));
      exchange.shared().put(GROUPS, login.groups());
    }
    return authentication.accept(
        exchange, consumer, new Exchange.Credential(login.credential(), login.credential()));
  }

  private SessionState refresh(SessionState session, Note note, long now) {
    if (!note.cookies.isEmpty()) {
      return session;
    }
    if (timeouts.isDueForRenewal(session, now)) {
      SessionState next = session.renewed(SessionSeal.newId(), now);
      begin(next, note, now);
      if (rows != null) {
        rows.retire(session);
      }
      return next;
    }
    if (timeouts.isDueForTouch(session, now)) {
      SessionState touched = session.touched(now);
      note.cookies.addAll(cookie.set(seal.seal(inCookie(touched)), now));
      return touched;
    }
    return session;
  }

  private SessionState inCookie(SessionState session) {
    return rows == null ? session : session.with(null);
  }

  /** Keeps a session that is new, and tells the client of it. */
  private void begin(SessionState session, Note note, long now) {
    note.cookies.addAll(cookie.set(seal.seal(inCookie(session)), now));
    if (rows != null) {
      rows.save(session);
    }
  }

  private void remember(SessionState session, Note note, long now) {
    note.cookies.addAll(rememberCookie.set(rememberSeal.seal(session), now));
  }

  private List<String> goodbye(Exchange exchange) {
    List<String> cookies = new ArrayList<>(cookie.remove(exchange.upstream().headers()));
    if (rememberCookie != null) {
      cookies.addAll(rememberCookie.remove(exchange.upstream().headers()));
    }
    return cookies;
  }

  private Step end(Exchange exchange, SessionState session) {
    Answer answer = Answer.exit(200);
    for (String line : goodbye(exchange)) {
      answer = answer.with("Set-Cookie", line);
    }
    Step done = Step.respond(answer);
    return rows == null
        ? done
        : Step.await(exchange.onLoop(rows.remove(session)).map(gone -> done));
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (!(exchange.note() instanceof Note note)) {
      return Step.NEXT;
    }
    long now = clock.millis();
    Consumer consumer = exchange.consumer();
    Exchange.Credential credential = exchange.credential();
    if (consumer != null && credential != null && !isOf(note.session, consumer, credential)) {
      String login = credential.id() == null ? consumer.id() : credential.id();
      SessionState begun =
          new SessionState(
              SessionSeal.newId(),
              subject(consumer),
              now,
              now,
              now,
              new SessionState.Login(consumer.id(), login, groups(exchange)));
      note.cookies.clear();
      begin(begun, note, now);
      if (rememberCookie != null) {
        remember(begun, note, now);
      }
      note.session = begun;
    }
    for (String line : note.cookies) {
      exchange.response().headers().add("Set-Cookie", line);
    }
    if (note.session != null) {
      responseHeaders.set(exchange.response().headers(), note.session, now);
    }
    return Step.NEXT;
  }

  private static boolean isOf(
      SessionState session, Consumer consumer, Exchange.Credential credential) {
    return session != null
        && session.login().consumer().equals(consumer.id())
        && session.login().credential().equals(credential.id());
  }

  private static String subject(Consumer consumer) {
    if (consumer.username() != null) {
      return consumer.username();
    }
    return consumer.customId() == null ? consumer.id() : consumer.customId();
  }

  private static List<String> groups(Exchange exchange) {
    List<String> groups = new ArrayList<>();
    if (exchange.shared().get(GROUPS) instanceof List<?> found) {
      found.forEach(group -> groups.add(String.valueOf(group)));
    }
    return groups;
  }
}
