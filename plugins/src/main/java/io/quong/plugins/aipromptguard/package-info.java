/** Kong's ai-prompt-guard: its configuration. */
package io.quong.plugins.aipromptguard;
