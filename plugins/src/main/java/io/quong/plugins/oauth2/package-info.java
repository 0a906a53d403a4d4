/** Kong's oauth2: its configuration. */
package io.quong.plugins.oauth2;
