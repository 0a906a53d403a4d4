/** Quong's jwt-bearer: tokens of an issuer whose keys are published. */
package io.quong.plugins.jwtbearer;
