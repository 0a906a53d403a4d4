/** Kong's Status API, {@code status_listen}, for whichever program serves it. */
package io.quong.listen.status;
