/** Kong's request-termination: its configuration. */
package io.quong.plugins.requesttermination;
