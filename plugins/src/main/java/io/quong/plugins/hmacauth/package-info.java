/** Kong's hmac-auth: its configuration. */
package io.quong.plugins.hmacauth;
