/** Explanations of where requests go: asked of nodes, of the configuration as it is or would be. */
package io.quong.admin.explain;
