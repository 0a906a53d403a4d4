/** Kong's oauth2. */
package io.quong.plugins.oauth2;
