/** HTTP calls that plugins make themselves. */
package io.quong.plugin.http;
