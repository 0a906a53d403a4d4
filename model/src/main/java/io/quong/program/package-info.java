/**
 * What programs and launcher of one installation agree on: arguments, and the files that say which
 * programs run.
 */
package io.quong.program;
