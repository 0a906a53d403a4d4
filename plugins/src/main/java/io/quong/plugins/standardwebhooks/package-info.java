/** Kong's standard-webhooks: signatures of webhooks. */
package io.quong.plugins.standardwebhooks;
