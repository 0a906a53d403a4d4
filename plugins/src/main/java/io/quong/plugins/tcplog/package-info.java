/** Kong's tcp-log: its configuration. */
package io.quong.plugins.tcplog;
