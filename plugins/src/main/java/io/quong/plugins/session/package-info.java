/** Kong's session. */
package io.quong.plugins.session;
