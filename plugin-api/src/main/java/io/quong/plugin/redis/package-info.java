/** Connections to Redis, for nodes and for what the control plane keeps there. */
package io.quong.plugin.redis;
