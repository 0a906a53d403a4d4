package io.quong.dataplane.runtime;

import io.quong.dataplane.persistent.RadixMap;

/**
 * The chains of a configuration. Routes without plugins of their own share a chain.
 *
 * @param byRoute by route id
 */
record ChainSet(Chain global, RadixMap<Chain> byRoute) {
  static final ChainSet EMPTY = new ChainSet(Chain.EMPTY, RadixMap.empty());
}
