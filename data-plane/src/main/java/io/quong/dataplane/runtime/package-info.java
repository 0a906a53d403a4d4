/**
 * What a configuration becomes before requests run on it. {@link
 * io.quong.dataplane.runtime.RuntimeBuilder} makes each {@link io.quong.dataplane.runtime.Runtime}
 * from the one before and what changed; {@link io.quong.dataplane.runtime.RuntimeHolder} hands it
 * to the event loops and closes what it replaced after the last request on it.
 */
package io.quong.dataplane.runtime;
