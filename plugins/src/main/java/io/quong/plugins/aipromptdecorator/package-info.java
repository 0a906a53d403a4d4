/** Kong's ai-prompt-decorator. */
package io.quong.plugins.aipromptdecorator;
