/**
 * What the plugins that trace share: contexts in the headers of all formats, ids, and what the
 * gateway records of a request.
 */
package io.quong.plugin.tracing;
