package io.quong.plugins.prometheus;

import io.quong.schema.rule.Default;

/** The configuration of prometheus. */
public record PrometheusConfig(
    @Default("false") Boolean perConsumer,
    @Default("false") Boolean statusCodeMetrics,
    @Default("false") Boolean aiMetrics,
    @Default("false") Boolean latencyMetrics,
    @Default("false") Boolean bandwidthMetrics,
    @Default("false") Boolean upstreamHealthMetrics) {}
