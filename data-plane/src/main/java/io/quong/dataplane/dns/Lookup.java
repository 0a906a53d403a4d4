package io.quong.dataplane.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Asks the name servers: each search domain, each type of record, until one has an answer. */
final class Lookup {
  private static final long PATIENCE_MILLIS = 2_000;
  private static final long MOST_SECONDS = TimeUnit.DAYS.toSeconds(7);
  private static final int MOST_QUERIES = 16;

  /** RFC 2782. */
  private static final Pattern SERVICE = Pattern.compile("_[^.]+\\._[^.]+\\.");

  private final DnsSettings settings;
  private final DnsNameResolver dns;

  Lookup(DnsSettings settings, EventLoop loop) {
    this.settings = settings;
    boolean epoll = loop instanceof EpollEventLoop;
    dns =
        new DnsNameResolverBuilder(loop)
            .datagramChannelType(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
            .socketChannelType(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .nameServerProvider(new SequentialDnsServerAddressStreamProvider(settings.servers()))
            .hostsFileEntriesResolver((name, types) -> null)
            .queryTimeoutMillis(PATIENCE_MILLIS)
            .maxQueriesPerResolve(MOST_QUERIES)
            .build();
  }

  /**
   * @param last the type that had an answer before; or null
   */
  void ask(String name, String last, Consumer<Resolution> then) {
    if (isInvalid(name)) {
      then.accept(failed(Problem.NO_SUCH_NAME));
      return;
    }
    List<DefaultDnsQuestion> questions = new ArrayList<>();
    for (String candidate : candidates(name)) {
      for (String type : types(name, last)) {
        questions.add(new DefaultDnsQuestion(candidate, DnsRecordType.valueOf(type)));
      }
    }
    next(questions, 0, Problem.EMPTY, then);
  }

  /** RFC 6761: there never is such a name, and no server need be asked. */
  private static boolean isInvalid(String name) {
    return name.endsWith(".invalid") || name.endsWith(".invalid.");
  }

  private List<String> candidates(String name) {
    if (name.endsWith(".")) {
      return List.of(name);
    }
    List<String> candidates = new ArrayList<>();
    settings.search().forEach(domain -> candidates.add(name + "." + domain));
    long dots = name.chars().filter(c -> c == '.').count();
    candidates.add(dots >= settings.ndots() ? 0 : candidates.size(), name);
    return candidates;
  }

  /** A CNAME is followed with the query for what it points to. */
  private Set<String> types(String name, String last) {
    Set<String> types = new LinkedHashSet<>();
    for (String type : settings.order()) {
      if (!type.equals("LAST")) {
        types.add(type.equals("CNAME") ? "A" : type);
      } else if (last != null) {
        types.add(last);
      }
    }
    if (settings.servicesByForm() && !SERVICE.matcher(name).lookingAt()) {
      types.remove("SRV");
    }
    return types;
  }

  private void next(
      List<DefaultDnsQuestion> questions, int at, Problem before, Consumer<Resolution> then) {
    if (at == questions.size()) {
      then.accept(failed(before));
      return;
    }
    dns.resolveAll(questions.get(at))
        .addListener(
            (Future<List<DnsRecord>> done) -> {
              Resolution found = done.isSuccess() ? read(done.getNow()) : null;
              if (found != null) {
                then.accept(found);
                return;
              }
              Problem problem = done.isSuccess() ? Problem.EMPTY : Problem.of(done.cause());
              // A server that fails is told of, rather than that another type is not there.
              boolean keep = !before.noSuchName() && problem.noSuchName();
              next(questions, at + 1, keep ? before : problem, then);
            });
  }

  private Resolution failed(Problem problem) {
    long nanos = problem.noSuchName() ? settings.notFoundNanos() : settings.errorNanos();
    return Resolution.failed(problem, System.nanoTime() + nanos);
  }

  /** Null when there is nothing of use in it. */
  private Resolution read(List<DnsRecord> records) {
    List<Place> places = new ArrayList<>();
    int best = Integer.MAX_VALUE;
    long seconds = MOST_SECONDS;
    String type = null;
    for (DnsRecord record : records) {
      if (record instanceof ByteBufHolder holder) {
        ByteBuf content = holder.content();
        if (record.type().equals(DnsRecordType.SRV) && content.readableBytes() > 6) {
          int priority = content.readUnsignedShort();
          if (priority < best) {
            places.clear();
            best = priority;
          }
          if (priority == best) {
            places.add(service(content));
          }
        } else if (!record.type().equals(DnsRecordType.SRV)) {
          places.add(host(content));
        }
        type = record.type().name();
        seconds = Math.min(seconds, record.timeToLive());
      }
      ReferenceCountUtil.release(record);
    }
    if (places.isEmpty()) {
      return null;
    }
    Long valid = settings.validNanos();
    long nanos = valid != null ? valid : TimeUnit.SECONDS.toNanos(seconds);
    return Resolution.of(type, places, nanos == 0, System.nanoTime() + nanos);
  }

  private static Place service(ByteBuf content) {
    int weight = Math.max(1, content.readUnsignedShort());
    int port = content.readUnsignedShort();
    String name = DefaultDnsRecordDecoder.decodeName(content);
    return new Place(name.substring(0, name.length() - 1), null, port, weight);
  }

  private static Place host(ByteBuf content) {
    byte[] bytes = new byte[content.readableBytes()];
    content.readBytes(bytes);
    try {
      InetAddress address = InetAddress.getByAddress(bytes);
      return new Place(NetUtil.toAddressString(address), address, 0, 0);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void close() {
    dns.close();
  }
}
