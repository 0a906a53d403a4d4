/** tcp-log: sends the log entry of each request as a line by TCP. */
package io.quong.plugins.tcplog;
