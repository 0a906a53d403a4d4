/** Kong's response-ratelimiting: limits of what upstreams say was used. */
package io.quong.plugins.responseratelimiting;
