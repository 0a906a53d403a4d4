/** What plugins that send logs, metrics and traces share: datagrams, lines, posts, severities. */
package io.quong.plugin.sink;
