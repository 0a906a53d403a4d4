/** datadog: sends figures of each request to a Datadog agent. */
package io.quong.plugins.datadog;
