/** Kong's correlation-id: its configuration. */
package io.quong.plugins.correlationid;
