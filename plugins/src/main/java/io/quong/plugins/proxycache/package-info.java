/** Kong's proxy-cache. */
package io.quong.plugins.proxycache;
