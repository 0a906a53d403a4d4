/** statsd: sends figures of each request to a StatsD server. */
package io.quong.plugins.statsd;
