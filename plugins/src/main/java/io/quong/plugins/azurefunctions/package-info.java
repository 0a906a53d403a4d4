/** Kong's azure-functions: its configuration. */
package io.quong.plugins.azurefunctions;
