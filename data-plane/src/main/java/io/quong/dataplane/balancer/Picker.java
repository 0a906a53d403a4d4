package io.quong.dataplane.balancer;

import java.util.List;

/** One way to choose among the addresses of an upstream that are up. From any thread. */
interface Picker {
  /**
   * @param hash of what the request is hashed on; only for {@link Ring}
   * @param tried those that failed for this request
   * @return null when there is none
   */
  Address pick(int hash, List<Address> tried);

  /** What it chooses by changed for an address of the upstream. */
  default void changed(Address address) {}
}
