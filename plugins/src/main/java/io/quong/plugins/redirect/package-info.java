/** Kong's redirect: sends clients elsewhere. */
package io.quong.plugins.redirect;
