/** aggregate: one request of a client, several calls to services, one answer. */
package io.quong.plugins.aggregate;
