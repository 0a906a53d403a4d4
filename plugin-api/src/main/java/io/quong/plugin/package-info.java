/** The published contract between the gateway and a plugin. */
package io.quong.plugin;
