package io.quong.plugin.tracing;

import io.quong.plugin.Phase;

/**
 * One phase of one plugin in one request. Times of {@link System#nanoTime}.
 *
 * @param instance the plugin entity's id
 * @param error what it failed with, or null
 */
public record PluginRun(
    Phase phase, String plugin, String instance, long start, long end, String error) {}
