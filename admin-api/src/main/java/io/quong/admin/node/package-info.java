/** What the Admin API tells of the node and of itself, and what is no entity. */
package io.quong.admin.node;
