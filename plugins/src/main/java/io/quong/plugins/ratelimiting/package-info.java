/** rate-limiting: so many requests in a second, minute, hour, day, month or year. */
package io.quong.plugins.ratelimiting;
