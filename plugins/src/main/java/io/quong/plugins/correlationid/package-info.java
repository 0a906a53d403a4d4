/** Kong's correlation-id: an id for each request. */
package io.quong.plugins.correlationid;
