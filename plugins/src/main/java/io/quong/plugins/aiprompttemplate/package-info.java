/** Kong's ai-prompt-template: its configuration. */
package io.quong.plugins.aiprompttemplate;
