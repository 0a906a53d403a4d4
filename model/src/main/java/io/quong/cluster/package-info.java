/**
 * The wire between control plane and nodes, as far as both ends must agree on it: see {@code
 * docs/cluster-protocol.md}.
 */
package io.quong.cluster;
