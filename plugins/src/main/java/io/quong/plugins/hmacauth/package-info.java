/** Kong's hmac-auth. */
package io.quong.plugins.hmacauth;
