/** Kong's jwt: its configuration. */
package io.quong.plugins.jwt;
