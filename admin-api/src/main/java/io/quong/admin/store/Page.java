package io.quong.admin.store;

import java.util.List;

/**
 * A part of a list.
 *
 * @param rows in the order of their ids
 * @param more whether others follow
 */
public record Page(List<Row> rows, boolean more) {}
