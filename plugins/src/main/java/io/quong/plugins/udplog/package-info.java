/** udp-log: sends the log entry of each request as a datagram. */
package io.quong.plugins.udplog;
