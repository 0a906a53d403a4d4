/** Kong's ai-response-transformer: its configuration. */
package io.quong.plugins.airesponsetransformer;
