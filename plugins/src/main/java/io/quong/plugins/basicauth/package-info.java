/** Kong's basic-auth. */
package io.quong.plugins.basicauth;
