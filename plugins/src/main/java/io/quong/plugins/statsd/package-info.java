/** Kong's statsd: its configuration. */
package io.quong.plugins.statsd;
