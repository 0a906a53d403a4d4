package io.quong.dataplane.cluster;

import io.quong.snapshot.ConfigUpdate;

/** Takes over configurations: what builds the next Runtime and swaps it in. */
public interface ConfigSink {
  /**
   * Makes the update live, whole or not at all. Called on a thread that may block, one update after
   * the other, in the order of versions; when it returns, requests run on it.
   *
   * <p>The changes come from a socket or a file while they are read: their iterator throws {@link
   * java.io.UncheckedIOException} when that breaks off. It is to be let through, with the last good
   * configuration still in place.
   *
   * @throws ConfigRefused when no Runtime can be built from it; the last good one is still in place
   */
  void apply(ConfigUpdate update) throws ConfigRefused;
}
