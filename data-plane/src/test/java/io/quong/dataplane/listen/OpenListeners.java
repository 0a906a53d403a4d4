package io.quong.dataplane.listen;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import io.quong.dataplane.http.ClientTimeouts;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.runtime.CertificateSource;
import io.quong.dataplane.runtime.ServerCertificate;
import io.quong.settings.Listen;
import io.quong.settings.Settings;
import io.quong.settings.TlsProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Listeners on ports of the system's choice that echo what they are asked. */
final class OpenListeners implements AutoCloseable {
  static final ClientTimeouts SHORT = new ClientTimeouts(300, 300, 300, 300, 300, 0, 3);

  private final EventLoopGroup group = new EpollEventLoopGroup(2);
  final ProxyListeners listeners;

  /** How many requests began. */
  final AtomicInteger begun = new AtomicInteger();

  OpenListeners(ClientTimeouts timeouts, Listen... listens) throws IOException {
    this(timeouts, ConnectionLimit.UNLIMITED, listens);
  }

  OpenListeners(ClientTimeouts timeouts, ConnectionLimit connections, Listen... listens)
      throws IOException {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ServerTls tls =
        new ServerTls(
            TlsProfile.of(Settings.defaults()),
            List.of(Certificates.pair("rsa-two"), Certificates.pair("ec-two")),
            true);
    CertificateSource source = new OneName();
    Wire wire =
        new Wire(
            HttpLimits.DEFAULT,
            timeouts,
            connections,
            tls,
            loop -> source,
            channel -> EchoRequests.addTo(channel, begun));
    listeners = new ProxyListeners(group, wire);
    listeners.open(List.of(listens));
  }

  static Listen listen(String... flags) {
    List<String> all = List.of(flags);
    return new Listen(
        "127.0.0.1",
        0,
        false,
        all.contains("ssl"),
        all.contains("http2"),
        all.contains("proxy_protocol"),
        all.contains("reuseport"),
        0,
        null,
        all);
  }

  InetSocketAddress address(int index) {
    return listeners.addresses().get(index);
  }

  @Override
  public void close() throws Exception {
    listeners.close(Duration.ZERO).get(10, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
  }

  /** {@code one.test} has a certificate of its own, with both kinds of key. */
  private static final class OneName implements CertificateSource {
    private final ServerCertificate one =
        new ServerCertificate(
            "1", Certificates.pair("rsa-one"), Optional.of(Certificates.pair("ec-one")));

    @Override
    public ServerCertificate find(String serverName) {
      return serverName.equals("one.test") ? one : null;
    }
  }
}
