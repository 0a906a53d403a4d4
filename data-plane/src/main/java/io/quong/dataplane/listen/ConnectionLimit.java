package io.quong.dataplane.listen;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * How many connections clients may have, together and from one address (that of the TCP peer, also
 * where a PROXY header names another). One that is too many is closed as it comes.
 */
public final class ConnectionLimit {
  /** None. */
  public static final ConnectionLimit UNLIMITED = new ConnectionLimit(0, 0);

  private static final Logger LOG = Logger.getLogger(ConnectionLimit.class);

  private final int all;
  private final int perAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> addresses = new ConcurrentHashMap<>();

  /**
   * @param all 0 for no limit
   * @param perAddress 0 for no limit
   */
  public ConnectionLimit(int all, int perAddress) {
    this.all = all;
    this.perAddress = perAddress;
  }

  /** Counts a new connection until it closes; false when it is one too many. */
  boolean admits(Channel connection) {
    if (all > 0) {
      if (open.incrementAndGet() > all) {
        open.decrementAndGet();
        LOG.debug("a connection is one too many (quong_max_connections)");
        return false;
      }
      connection.closeFuture().addListener(closed -> open.decrementAndGet());
    }
    if (perAddress > 0) {
      InetAddress address = ((InetSocketAddress) connection.remoteAddress()).getAddress();
      if (addresses.merge(address, 1, Integer::sum) > perAddress) {
        leave(address);
        LOG.debugf("%s has too many connections (quong_max_connections_per_address)", address);
        return false;
      }
      connection.closeFuture().addListener(closed -> leave(address));
    }
    return true;
  }

  private void leave(InetAddress address) {
    addresses.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
  }
}
