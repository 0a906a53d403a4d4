/** The template language of plugins that shape JSON: JSONata, bounded in time and depth. */
package io.quong.plugin.template;
