/** prometheus: counts requests for the status listener's {@code /metrics}. */
package io.quong.plugins.prometheus;
