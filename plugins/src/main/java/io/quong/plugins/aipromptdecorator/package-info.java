/** Kong's ai-prompt-decorator: its configuration. */
package io.quong.plugins.aipromptdecorator;
