/** cors: cross-origin resource sharing, preflights included. */
package io.quong.plugins.cors;
