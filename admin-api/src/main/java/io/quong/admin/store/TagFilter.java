package io.quong.admin.store;

import java.util.List;

/**
 * Which tags an entity must have.
 *
 * @param all all of them; else any
 */
public record TagFilter(List<String> tags, boolean all) {}
