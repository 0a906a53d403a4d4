/**
 * Picks the route of a request, as Kong's router flavour {@code traditional_compatible} does, and
 * says what the upstream is asked for. Immutable: a change of routes gives a new router that shares
 * what did not change.
 */
package io.quong.dataplane.router;
