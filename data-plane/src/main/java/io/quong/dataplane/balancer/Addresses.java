package io.quong.dataplane.balancer;

import java.util.List;

/**
 * The addresses of an upstream's targets at one time, and how to choose among them.
 *
 * @param targets in the order of the configuration's ids
 * @param total weight of all addresses
 * @param available weight of those that are up
 * @param healthy whether enough of the weight is available
 */
record Addresses(
    List<TargetAddresses> targets, Picker picker, long total, long available, boolean healthy) {

  /**
   * What a target's name stands for now.
   *
   * @param dns the type of the records, or why there is none
   */
  record TargetAddresses(TargetAddress target, String dns, List<Address> addresses) {}
}
