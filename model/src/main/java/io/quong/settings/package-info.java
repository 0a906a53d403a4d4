/**
 * What an installation is told when it starts: Kong's keys and ours, each declared once in {@link
 * io.quong.settings.Keys} and its siblings, read from a file, the environment and the command line.
 */
package io.quong.settings;
