/** loggly: sends the log entry of each request to Loggly by syslog datagrams. */
package io.quong.plugins.loggly;
