/** Windows of the calendar that plugins count in. */
package io.quong.plugin.period;
