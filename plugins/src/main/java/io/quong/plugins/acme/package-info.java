/** Kong's acme: its configuration. */
package io.quong.plugins.acme;
