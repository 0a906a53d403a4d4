/** A node as a whole: how its parts are put together, started and stopped. */
package io.quong.dataplane.node;
