/**
 * The language of route expressions, Kong's router flavour {@code expressions}: read and checked,
 * with the messages that Kong's router gives.
 */
package io.quong.expression;
