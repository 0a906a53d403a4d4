package io.quong.dataplane.path;

import io.quong.dataplane.balancer.Peer;
import io.quong.dataplane.error.ProxyError;
import io.quong.plugin.tracing.Attempt;

/** One attempt to reach an upstream, for the log entry. */
public final class Try implements Attempt {
  private final Peer peer;
  private final long startedMillis;
  private final long startedNanos;
  private final long balancerNanos;
  private ProxyError error;
  private int status;
  private boolean last;

  public Try(Peer peer, long startedMillis, long startedNanos, long balancerNanos) {
    this.peer = peer;
    this.startedMillis = startedMillis;
    this.startedNanos = startedNanos;
    this.balancerNanos = balancerNanos;
  }

  void failed(ProxyError how, boolean lastOne) {
    error = how;
    last = lastOne;
  }

  void answered(int code) {
    status = code;
  }

  @Override
  public String ip() {
    return Forwarded.text(peer.address());
  }

  @Override
  public int port() {
    return peer.address().getPort();
  }

  @Override
  public String host() {
    return peer.name();
  }

  @Override
  public boolean failed() {
    return error != null;
  }

  /** What nginx calls the attempt's status: the upstream's, or that of the failure; 0 for none. */
  @Override
  public int status() {
    return error == null ? status : error.status();
  }

  public Peer peer() {
    return peer;
  }

  /** When the balancer was asked, milliseconds since the epoch. */
  public long startedMillis() {
    return startedMillis;
  }

  /** On the clock of {@link System#nanoTime}. */
  @Override
  public long startedNanos() {
    return startedNanos;
  }

  /** How long the balancer took. */
  @Override
  public long balancerNanos() {
    return balancerNanos;
  }

  /** Null for an attempt that got a response. */
  public ProxyError error() {
    return error;
  }

  /** Whether no other attempt followed a failed one. */
  public boolean last() {
    return last;
  }
}
