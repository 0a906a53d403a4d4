/** Kong's syslog: its configuration. */
package io.quong.plugins.syslog;
