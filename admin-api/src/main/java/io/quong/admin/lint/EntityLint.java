package io.quong.admin.lint;

import io.quong.admin.lint.Finding.Severity;
import io.quong.admin.store.Reader;
import io.quong.admin.store.Row;
import io.quong.pem.PemText;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Services, upstreams and certificates. */
final class EntityLint {
  private static final Duration SOON = Duration.ofDays(30);
  private static final long PATIENCE_MILLIS = 360_000;

  private final Reader reader;
  private final Clock clock;
  private final List<Finding> findings;

  EntityLint(Reader reader, Clock clock, List<Finding> findings) {
    this.reader = reader;
    this.clock = clock;
    this.findings = findings;
  }

  void service(Row service) {
    long tries = service.body().path("retries").asLong() + 1;
    long longest =
        Math.max(
            service.body().path("connect_timeout").asLong() * tries,
            service.body().path("read_timeout").asLong());
    if (longest > PATIENCE_MILLIS) {
      findings.add(
          new Finding(
              "service-waits-too-long",
              Severity.INFO,
              List.of(service),
              "Lower the time-outs or the retries: a client may wait %d seconds for an upstream that is away."
                  .formatted(longest / 1_000)));
    }
  }

  void upstream(Row upstream) {
    if (reader.referring("targets", "upstream", upstream.id(), null, 1).rows().isEmpty()) {
      findings.add(
          new Finding(
              "upstream-without-targets",
              Severity.WARNING,
              List.of(upstream),
              "Add a target: requests to services that name the upstream are answered with 503."));
    }
  }

  void certificate(Row row) {
    Instant end = end(row.body().path("cert").asText());
    if (end == null || end.isAfter(clock.instant().plus(SOON))) {
      return;
    }
    boolean over = end.isBefore(clock.instant());
    findings.add(
        new Finding(
            over ? "certificate-expired" : "certificate-expires-soon",
            over ? Severity.ERROR : Severity.WARNING,
            List.of(row),
            "Replace the certificate: it %s at %s.".formatted(over ? "ended" : "ends", end)));
  }

  /** Null for what is no certificate in clear, such as a reference to a vault. */
  private static Instant end(String pem) {
    try {
      List<X509Certificate> chain = PemText.certificates(pem);
      return chain.isEmpty() ? null : chain.get(0).getNotAfter().toInstant();
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      return null;
    }
  }
}
