package io.quong.lua;

import java.util.List;

/** The sources of Kong's function plugins, by phase; a list may be null. */
public record FunctionSources(
    List<String> certificate,
    List<String> rewrite,
    List<String> access,
    List<String> headerFilter,
    List<String> bodyFilter,
    List<String> log) {}
