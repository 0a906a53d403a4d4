/** Kong's standard-webhooks: its configuration. */
package io.quong.plugins.standardwebhooks;
