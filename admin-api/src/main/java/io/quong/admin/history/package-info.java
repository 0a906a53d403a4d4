/**
 * Changes as wholes: many in one transaction, what each version changed, the way back, and the
 * stream of them. Kong has nothing of this.
 */
package io.quong.admin.history;
