/** Kong's datadog: its configuration. */
package io.quong.plugins.datadog;
