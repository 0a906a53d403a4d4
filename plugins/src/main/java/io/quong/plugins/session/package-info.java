/** Kong's session: its configuration. */
package io.quong.plugins.session;
