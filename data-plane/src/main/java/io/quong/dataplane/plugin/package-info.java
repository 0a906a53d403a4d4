/** What plugins are given by the node: metrics, Redis, shared state, objects for all instances. */
package io.quong.dataplane.plugin;
