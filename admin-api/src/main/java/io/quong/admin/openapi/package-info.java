/** The Admin API described for machines, derived from what answers it. */
package io.quong.admin.openapi;
