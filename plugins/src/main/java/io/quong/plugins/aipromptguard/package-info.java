/** Kong's ai-prompt-guard. */
package io.quong.plugins.aipromptguard;
