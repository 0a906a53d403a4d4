/** Maps that share what did not change between one configuration and the next. */
package io.quong.dataplane.persistent;
