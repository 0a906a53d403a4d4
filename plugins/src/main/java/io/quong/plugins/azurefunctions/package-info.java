/** Kong's azure-functions. */
package io.quong.plugins.azurefunctions;
