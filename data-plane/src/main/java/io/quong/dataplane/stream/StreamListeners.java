package io.quong.dataplane.stream;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.quong.dataplane.listen.ProxyListeners;
import io.quong.dataplane.listen.ServerTls;
import io.quong.dataplane.path.StreamLoop;
import io.quong.listen.PortProbe;
import io.quong.settings.Listen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The sockets of {@code stream_listen}. */
public final class StreamListeners {
  private final EventLoopGroup group;
  private final Function<EventLoop, StreamLoop> loops;
  private final ProxyListeners tcp;
  private final List<Channel> udp = new ArrayList<>();
  private final List<String> urls = new ArrayList<>();

  /**
   * @param tls null when no listener has TLS
   * @param helloMillis how long a client may take for its PROXY header and for its handshake
   */
  public StreamListeners(
      EventLoopGroup group,
      Function<EventLoop, StreamLoop> loops,
      ServerTls tls,
      long helloMillis) {
    this.group = group;
    this.loops = loops;
    StreamSetup.Wire wire = new StreamSetup.Wire(loops, tls, helloMillis);
    this.tcp =
        ProxyListeners.of(
            group, (listen, connections) -> new StreamSetup(listen, wire, connections));
  }

  /**
   * Opens all addresses; blocks until they are open. To be called once, on no event loop.
   *
   * @throws IOException when an address cannot be listened on; the message names it
   */
  public void open(List<Listen> listens) throws IOException {
    tcp.open(listens.stream().filter(listen -> !listen.udp()).toList());
    int opened = 0;
    for (Listen listen : listens) {
      int port;
      if (listen.udp()) {
        InetSocketAddress address = PortProbe.address(listen);
        udp.add(new UdpListener(loops.apply((EventLoop) group.next())).open(address));
        port = ((InetSocketAddress) udp.get(udp.size() - 1).localAddress()).getPort();
      } else {
        port = tcp.addresses().get(opened++).getPort();
      }
      urls.add(url(listen, port));
    }
  }

  private static String url(Listen listen, int port) {
    String http = listen.url(port);
    String scheme = listen.udp() ? "udp" : listen.ssl() ? "tls" : "tcp";
    return scheme + http.substring(http.indexOf("://"));
  }

  /** The open addresses in the order of the list: {@code tcp://127.0.0.1:9000}. */
  public List<String> urls() {
    return List.copyOf(urls);
  }

  /** How many TCP and TLS connections are open. */
  public int connections() {
    return tcp.connections();
  }

  /**
   * Takes nothing more and closes what is left after the grace; sessions of UDP end at once.
   *
   * @return completed when no connection is left
   */
  public CompletableFuture<Void> close(Duration grace) {
    udp.forEach(Channel::close);
    return tcp.close(grace);
  }
}
