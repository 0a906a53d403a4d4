/** Kong's loggly: its configuration. */
package io.quong.plugins.loggly;
