/** Kong's pre-function: its configuration. */
package io.quong.plugins.prefunction;
