/** What the plugins that trace have in common. */
package io.quong.plugin.tracing;
