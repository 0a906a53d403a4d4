/** Kong's proxy-cache: its configuration. */
package io.quong.plugins.proxycache;
