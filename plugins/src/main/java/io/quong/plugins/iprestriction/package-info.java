/** Kong's ip-restriction: who may come, by address. */
package io.quong.plugins.iprestriction;
