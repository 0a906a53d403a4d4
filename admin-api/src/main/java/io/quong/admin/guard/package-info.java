/** Who may use the Admin API. Off by default, as in Kong. */
package io.quong.admin.guard;
