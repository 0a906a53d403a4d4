/** What all authentication plugins do alike: identity headers, and Kong's AND and OR flows. */
package io.quong.plugin.auth;
