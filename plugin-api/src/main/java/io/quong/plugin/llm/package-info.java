/** What the plugins that talk to language models have in common. */
package io.quong.plugin.llm;
