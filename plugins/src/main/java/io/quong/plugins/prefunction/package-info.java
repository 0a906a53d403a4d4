/** pre-function: runs Lua of its configuration before the other plugins. */
package io.quong.plugins.prefunction;
