package io.quong.dataplane.log;

import io.quong.dataplane.path.Try;
import io.quong.plugin.Client;
import io.quong.plugin.Passport;
import java.net.InetSocketAddress;
import java.util.List;

/** What the access log wants to know of a stream that has ended. */
public interface LoggedStream {
  Client client();

  Passport passport();

  String requestId();

  /** As nginx counts it: 200, 500, 502, 503. */
  int status();

  /** Whether it came by UDP. */
  boolean udp();

  /** Bytes that the client sent. */
  long received();

  /** Bytes that the client was sent. */
  long sent();

  /** The listener's end. */
  InetSocketAddress local();

  List<Try> tries();
}
