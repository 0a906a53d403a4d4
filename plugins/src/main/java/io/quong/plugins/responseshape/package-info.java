/** response-shape: the same answer in another shape for each kind of client. */
package io.quong.plugins.responseshape;
