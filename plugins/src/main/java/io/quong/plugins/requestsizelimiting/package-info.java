/** Kong's request-size-limiting: how long a body may be. */
package io.quong.plugins.requestsizelimiting;
