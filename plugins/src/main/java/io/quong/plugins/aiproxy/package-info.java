/** Kong's ai-proxy. */
package io.quong.plugins.aiproxy;
