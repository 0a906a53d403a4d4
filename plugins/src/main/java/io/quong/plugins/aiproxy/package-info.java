/** Kong's ai-proxy: its configuration. */
package io.quong.plugins.aiproxy;
