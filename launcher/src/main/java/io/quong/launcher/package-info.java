/** The commands of {@code ./quong}: they start, stop and look after the programs of one machine. */
package io.quong.launcher;
