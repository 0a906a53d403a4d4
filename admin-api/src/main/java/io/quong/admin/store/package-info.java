/**
 * Where configurations are kept: a few tables for all kinds, one writer, and what nodes are told of
 * it. It knows kinds, keys and references, and nothing of what they mean.
 */
package io.quong.admin.store;
