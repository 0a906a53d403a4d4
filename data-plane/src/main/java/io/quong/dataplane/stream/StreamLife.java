package io.quong.dataplane.stream;

import io.netty.channel.Channel;
import io.quong.plugin.Passport;

/**
 * What streams of all transports go through: route, preread, balance, and once, at the end, the
 * log. On the event loop of the client.
 */
final class StreamLife implements StreamPhases.Ended, StreamCall.Owner {
  private final StreamExchange exchange;
  private final Transport transport;
  private final StreamPhases phases;
  private StreamCall call;
  private boolean over;

  /** How the bytes go both ways. */
  interface Transport {
    /**
     * @param handler the last one of the pipeline, which does nothing
     */
    void connected(Channel upstream, StreamCall.Idle handler);

    /** The stream is over: gives up what is held, and tells the exchange what went through. */
    void ended();
  }

  StreamLife(StreamExchange exchange, Transport transport) {
    this.exchange = exchange;
    this.transport = transport;
    this.phases = new StreamPhases(exchange, this);
  }

  boolean over() {
    return over;
  }

  /** Finds the route of a stream without a server name, and goes on. */
  void begin() {
    if (exchange.route(null)) {
      preread();
    } else {
      end(StreamExchange.REFUSED);
    }
  }

  /** Goes on, the route being known. */
  void preread() {
    phases.preread();
  }

  @Override
  public void prereadEnded(boolean refused) {
    if (over) {
      return;
    }
    if (refused) {
      end(StreamExchange.REFUSED);
    } else if (exchange.service() == null) {
      end(StreamExchange.UNAVAILABLE);
    } else {
      call = new StreamCall(exchange, this);
      call.start();
    }
  }

  @Override
  public void notConnected(int status) {
    end(status);
  }

  @Override
  public void connected(Channel upstream, StreamCall.Idle handler) {
    transport.connected(upstream, handler);
  }

  /** Nothing, when it is over already. */
  void end(int status) {
    if (over) {
      return;
    }
    over = true;
    phases.cancel();
    if (call != null) {
      call.end();
    }
    exchange.status = status;
    transport.ended();
    exchange.passport().mark(Passport.State.END);
    try {
      exchange.run().log(exchange);
      exchange.loop.accessLog().log(exchange);
    } finally {
      exchange.release();
    }
  }
}
