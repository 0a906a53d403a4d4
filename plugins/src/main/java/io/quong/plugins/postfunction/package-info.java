/** post-function: runs Lua of its configuration after the other plugins. */
package io.quong.plugins.postfunction;
