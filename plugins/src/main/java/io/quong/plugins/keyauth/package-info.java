/** key-auth: a consumer is known by a key in a header, an argument or a body field. */
package io.quong.plugins.keyauth;
