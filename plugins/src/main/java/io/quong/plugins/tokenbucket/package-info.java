/** token-bucket: rates with bursts, by plan, exact over all nodes. */
package io.quong.plugins.tokenbucket;
