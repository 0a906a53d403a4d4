/** Kong's request-size-limiting: its configuration. */
package io.quong.plugins.requestsizelimiting;
