/** Kong's basic-auth: its configuration. */
package io.quong.plugins.basicauth;
