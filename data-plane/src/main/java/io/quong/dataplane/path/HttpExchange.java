package io.quong.dataplane.path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import io.quong.dataplane.http.HttpVersion;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.SeenHeaders;
import io.quong.dataplane.listen.ConnectionCount;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.log.LogEntry;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.router.Peers;
import io.quong.dataplane.router.Target;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.dataplane.runtime.RuntimeLease;
import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.Client;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Headers;
import io.quong.plugin.Passport;
import io.quong.plugin.Phase;
import io.quong.plugin.ServiceCall;
import io.quong.plugin.tracing.Attempt;
import io.quong.plugin.tracing.PluginRun;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;

/** The one mutable object of a request, owned by its loop. */
public final class HttpExchange extends CommonExchange implements Client, Peers {
  final LoopState loop;
  final ConnectionInfo connection;
  final RequestHead head;
  final RequestBody body;
  final UpstreamView upstream = new UpstreamView(this);
  final ResponseView response = new ResponseView();
  final UpstreamAnswer upstreamAnswer = new UpstreamAnswer();
  private final RequestView request = new RequestView(this);
  private final ConnectionCount count;
  private final int requestNumber;

  BodyReads bodyReads;
  Target target;
  Forwarded forwarded;
  Match match;

  /** Null unless the client asks where the time goes. */
  RequestDebug debug;

  /** Null unless the client asks for an explanation, by a token. */
  RequestTrace trace;

  boolean proxied;
  private boolean streamed;
  long requestBytes;
  long responseBytes;
  long bodyBytes;

  /** A {@code Set-Cookie} line by which the client stays with its target; or null. */
  String stickyCookie;

  private Consumer consumer;
  private Credential credential;
  private List<PluginRun> pluginRuns;

  HttpExchange(LoopState loop, Channel client, RuntimeLease lease, RequestHead head) {
    super(lease, loop.ids.next());
    this.loop = loop;
    this.connection = ConnectionInfo.of(client);
    this.count = ConnectionCount.of(client);
    this.requestNumber = count.next();
    this.head = head;
    this.requestBytes = head.size();
    this.body = new RequestBody(loop.spools, loop.settings.bodyInMemory(head), head.framing());
  }

  @Override
  public ClientRequest request() {
    return request;
  }

  @Override
  public io.quong.plugin.UpstreamRequest upstream() {
    return upstream;
  }

  @Override
  public io.quong.plugin.UpstreamResponse upstreamResponse() {
    return upstreamAnswer;
  }

  @Override
  public io.quong.plugin.ClientResponse response() {
    return response;
  }

  @Override
  public Client client() {
    return this;
  }

  @Override
  public Route route() {
    return match == null ? null : match.route();
  }

  @Override
  public Service service() {
    return match == null ? null : match.service();
  }

  @Override
  public Consumer consumer() {
    return consumer;
  }

  @Override
  public Credential credential() {
    return credential;
  }

  @Override
  public void authenticate(Consumer who, Credential by) {
    if (who == null && by == null) {
      throw new IllegalArgumentException("neither a consumer nor a credential");
    }
    consumer = who;
    credential = by;
  }

  /** The request's header lines as far as plugins see them. */
  Headers seenHeaders() {
    return SeenHeaders.of(head.headers(), loop.settings.maxRequestHeaders);
  }

  String consumerId() {
    return consumer == null ? null : consumer.id();
  }

  @Override
  protected ObjectNode newLogEntry() {
    return LogEntry.of(this);
  }

  @Override
  public void countAsProxied() {
    proxied = true;
    passport.mark(Passport.State.BALANCER_START);
  }

  @Override
  public void streamResponse() {
    streamed = true;
  }

  /** Whether the response is held until it is whole. */
  boolean holdsResponse() {
    return !streamed && run.any(Phase.RESPONSE);
  }

  @Override
  public ServiceCall call(ServiceCall.Request request) {
    return PluginCall.begin(this, request);
  }

  @Override
  public Context context() {
    return loop.context;
  }

  @Override
  public String ip() {
    return Forwarded.text(connection.peer());
  }

  @Override
  public int port() {
    return connection.peer().getPort();
  }

  @Override
  public String forwardedIp() {
    return forwarded.clientIp();
  }

  @Override
  public int forwardedPort() {
    return forwarded.clientPort();
  }

  @Override
  public long connection() {
    return count.serial();
  }

  @Override
  public int requests() {
    return requestNumber;
  }

  @Override
  public byte[] sourceAddress() {
    return NetUtil.createByteArrayFromIpAddressString(forwarded.clientIp());
  }

  @Override
  public int sourcePort() {
    return forwarded.clientPort();
  }

  @Override
  public byte[] destinationAddress() {
    return connection.local().getAddress().getAddress();
  }

  @Override
  public Tls tls() {
    ConnectionInfo.Tls tls = connection.tls();
    return tls == null ? null : new Tls(tls.serverName(), tls.version(), tls.cipher());
  }

  /** Whether the request is a gRPC one: by HTTP/2, with its content type. */
  boolean grpc() {
    if (head.version() != HttpVersion.HTTP_2) {
      return false;
    }
    String type = head.headers().get("content-type");
    return type != null && type.startsWith("application/grpc");
  }

  @Override
  public List<? extends Attempt> attempts() {
    return tries();
  }

  @Override
  public List<PluginRun> pluginRuns() {
    return pluginRuns == null ? List.of() : pluginRuns;
  }

  /** Whether the time that plugins take is kept. */
  boolean timesPlugins() {
    return debug != null || loop.settings.recordsPlugins;
  }

  void ran(Phase phase, LoadedPlugin plugin, long start, Throwable error) {
    if (pluginRuns == null) {
      pluginRuns = new ArrayList<>();
    }
    pluginRuns.add(
        new PluginRun(
            phase,
            plugin.definition().name(),
            plugin.entity().id(),
            start,
            System.nanoTime(),
            error == null ? null : String.valueOf(error.getMessage())));
  }

  /** Bytes of the request, head and body. */
  public long requestBytes() {
    return requestBytes;
  }

  /** Bytes of the response, head and body, as far as they were written. */
  public long responseBytes() {
    return responseBytes;
  }

  /** Whether an upstream was asked, so that the latencies are those of a proxied request. */
  public boolean proxied() {
    return proxied;
  }

  /** Path and query for the upstream; empty when no route matched. */
  public String upstreamTarget() {
    return match == null ? "" : upstream.target();
  }

  /** Bytes of the response's body, as far as they were written. */
  public long bodyBytes() {
    return bodyBytes;
  }

  /** The target of the request line as it came. */
  public String requestTarget() {
    return head.target();
  }

  /** The upstream's status when its response was held for a plugin's response phase; else 0. */
  public int bufferedStatus() {
    return upstreamAnswer.body() == null ? 0 : upstreamAnswer.status();
  }

  /** Whether another failure would not have been followed by another attempt. */
  public boolean outOfRetries() {
    return service() != null && tries().size() > upstream.retries();
  }

  /** Statuses of the attempts as nginx lists them; empty when no upstream was asked. */
  public String upstreamStatus() {
    if (tries().size() == 1) {
      return Integer.toString(tries().get(0).status());
    }
    StringBuilder statuses = new StringBuilder();
    for (Try attempt : tries()) {
      statuses.append(statuses.isEmpty() ? "" : ", ").append(attempt.status());
    }
    return statuses.toString();
  }
}
