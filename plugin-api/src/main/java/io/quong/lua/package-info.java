/**
 * The Lua that configurations carry: templates of request-transformer and small functions of the
 * log plugins. Source is compiled once, when a configuration is loaded, to a tree of Java objects;
 * a run is bounded in steps and in memory everywhere, inside library calls too. The language is Lua
 * 5.1 without coroutines and metatables. Texts are byte text: one character, one byte.
 *
 * <p>See docs/adr for why this is not a library.
 */
package io.quong.lua;
