/** syslog: gives the log entry of each request to the system's log. */
package io.quong.plugins.syslog;
