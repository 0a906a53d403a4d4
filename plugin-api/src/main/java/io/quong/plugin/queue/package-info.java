/** The batching queue that stands between a log plugin and a server that may be slow or away. */
package io.quong.plugin.queue;
