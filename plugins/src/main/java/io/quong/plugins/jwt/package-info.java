/** Kong's jwt. */
package io.quong.plugins.jwt;
