/** The HTTP listeners that are not the proxy: Admin API, Status API. Both programs use them. */
package io.quong.listen;
