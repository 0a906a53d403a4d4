/** Kong's ai-prompt-template. */
package io.quong.plugins.aiprompttemplate;
