/**
 * The PostgreSQL that the control plane runs under its prefix when no other server is named: the
 * real one, durable, for this installation alone.
 */
package io.quong.admin.postgres;
