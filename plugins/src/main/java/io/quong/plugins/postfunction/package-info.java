/** Kong's post-function: its configuration. */
package io.quong.plugins.postfunction;
