/** Kong's udp-log: its configuration. */
package io.quong.plugins.udplog;
