package io.quong.schema;

/** A reference to another entity, by its id. */
public record Ref(String id) {}
