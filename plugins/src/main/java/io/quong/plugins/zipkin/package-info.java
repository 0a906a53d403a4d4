/** zipkin: passes trace contexts on and reports spans to a Zipkin server. */
package io.quong.plugins.zipkin;
