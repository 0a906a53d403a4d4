/** Kong's zipkin: its configuration. */
package io.quong.plugins.zipkin;
