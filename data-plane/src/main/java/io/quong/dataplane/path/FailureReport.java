package io.quong.dataplane.path;

import io.quong.dataplane.balancer.Peer;
import io.quong.dataplane.error.ProxyError;
import io.quong.entity.Service;
import io.quong.plugin.Metrics;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Tells of requests that failed in the gateway's hands: in the log, and as a number. */
final class FailureReport {
  private static final Logger LOG = Logger.getLogger(FailureReport.class);

  private final Metrics.Counter failures;

  FailureReport(Metrics metrics) {
    failures =
        metrics.counter(
            "quong_proxy_errors_total", "Requests that the gateway answered by an error", "error");
  }

  void failed(HttpExchange exchange, ProxyError error) {
    failures.add(1, error.name().toLowerCase(Locale.ROOT));
    if (LOG.isEnabled(error.level())) {
      Service service = exchange.service();
      LOG.logf(
          error.level(),
          "%s: service %s, upstream %s, request %s",
          error,
          service == null ? null : service.name() == null ? service.id() : service.name(),
          peer(exchange),
          exchange.requestId());
    }
  }

  private static String peer(HttpExchange exchange) {
    int tries = exchange.tries().size();
    if (tries == 0) {
      return "none";
    }
    Peer last = exchange.tries().get(tries - 1).peer();
    return Forwarded.text(last.address()) + ":" + last.address().getPort();
  }
}
