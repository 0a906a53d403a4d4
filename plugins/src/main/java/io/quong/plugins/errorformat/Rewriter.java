package io.quong.plugins.errorformat;

import io.quong.plugin.Exchange;

/** A format of error bodies. */
interface Rewriter {
  /** Whether it has a form of its own for the answer. */
  boolean takes(Exchange exchange);

  String contentType(Exchange exchange);

  /**
   * The body as byte text; null to leave the one that there is.
   *
   * @param message what the answer said; null when it said nothing that can be read
   */
  String body(Exchange exchange, String message);
}
