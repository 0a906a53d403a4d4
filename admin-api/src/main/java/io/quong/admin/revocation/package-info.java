/** {@code /quong/revocations}: tokens that are good no more, told to the Redis that nodes ask. */
package io.quong.admin.revocation;
