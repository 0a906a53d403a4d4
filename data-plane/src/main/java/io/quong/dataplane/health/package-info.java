/** Which addresses of upstreams are fit to be sent to: what requests and probes tell. */
package io.quong.dataplane.health;
