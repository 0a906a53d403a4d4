/** The control plane's side of the cluster: configuration down, orders down, state up. */
package io.quong.admin.cluster;
