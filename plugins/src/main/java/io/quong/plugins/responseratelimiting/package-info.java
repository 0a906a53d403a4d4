/** Kong's response-ratelimiting: its configuration. */
package io.quong.plugins.responseratelimiting;
