/** Kong's opentelemetry: its configuration. */
package io.quong.plugins.opentelemetry;
