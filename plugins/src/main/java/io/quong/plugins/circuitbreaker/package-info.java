/** circuit-breaker: stops asking an upstream that fails. */
package io.quong.plugins.circuitbreaker;
