/** Kong's redirect: its configuration. */
package io.quong.plugins.redirect;
