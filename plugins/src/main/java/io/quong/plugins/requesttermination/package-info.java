/** Kong's request-termination: answers in place of the upstream. */
package io.quong.plugins.requesttermination;
