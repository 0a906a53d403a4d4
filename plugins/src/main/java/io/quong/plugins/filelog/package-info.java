/** Kong's file-log: its configuration. */
package io.quong.plugins.filelog;
