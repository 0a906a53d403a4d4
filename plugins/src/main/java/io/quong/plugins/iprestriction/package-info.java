/** Kong's ip-restriction: its configuration. */
package io.quong.plugins.iprestriction;
