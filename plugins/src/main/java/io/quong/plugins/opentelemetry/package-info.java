/** opentelemetry: passes trace contexts on and exports traces and logs by OTLP. */
package io.quong.plugins.opentelemetry;
