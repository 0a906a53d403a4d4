package io.quong.dataplane.dns;

import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolverException;

/**
 * Why a name has no address.
 *
 * @param text as Kong words it: {@code dns server error: 3 name error}
 * @param noSuchName whether the servers said so; otherwise they failed
 */
public record Problem(String text, boolean noSuchName) {
  static final Problem NO_SUCH_NAME = new Problem("dns server error: 3 name error", true);
  static final Problem EMPTY = new Problem("dns client error: 101 empty record received", true);
  private static final Problem SILENCE = new Problem("dns server error: no server answered", false);

  static Problem of(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof DnsErrorCauseException error) {
        return of(error.getCode());
      }
      if (at instanceof DnsNameResolverException) {
        return SILENCE;
      }
    }
    return EMPTY;
  }

  private static Problem of(DnsResponseCode code) {
    String text =
        switch (code.intValue()) {
          case 1 -> "1 format error";
          case 2 -> "2 server failure";
          case 3 -> "3 name error";
          case 4 -> "4 not implemented";
          case 5 -> "5 refused";
          default -> code.intValue() + " unknown";
        };
    return code.equals(DnsResponseCode.NXDOMAIN)
        ? NO_SUCH_NAME
        : new Problem("dns server error: " + text, false);
  }
}
