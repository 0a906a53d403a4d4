/** Names to addresses: hosts file, name servers, and what is kept of their answers. */
package io.quong.dataplane.dns;
