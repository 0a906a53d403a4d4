/** The node's side of the cluster: configuration down, state up, the last good one on disk. */
package io.quong.dataplane.cluster;
