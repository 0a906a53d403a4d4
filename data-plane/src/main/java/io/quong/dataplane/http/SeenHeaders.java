package io.quong.dataplane.http;

import io.quong.plugin.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * What plugins see of many header lines: the first so many ({@code lua_max_req_headers}). All lines
 * go up; what a plugin sets or removes it sets and removes among all of them.
 */
public final class SeenHeaders implements Headers {
  private final HeaderBlock all;
  private final int limit;

  private SeenHeaders(HeaderBlock all, int limit) {
    this.all = all;
    this.limit = limit;
  }

  /** The block itself while it has no more lines than that. */
  public static Headers of(HeaderBlock all, int limit) {
    return all.size() <= limit ? all : new SeenHeaders(all, limit);
  }

  private int find(CharSequence name, int from) {
    int line = all.find(name, from);
    return line < limit ? line : -1;
  }

  @Override
  public int size() {
    return Math.min(all.size(), limit);
  }

  @Override
  public String name(int line) {
    return all.name(line);
  }

  @Override
  public String value(int line) {
    return all.value(line);
  }

  @Override
  public String get(CharSequence name) {
    int line = find(name, 0);
    return line < 0 ? null : all.value(line);
  }

  @Override
  public List<String> all(CharSequence name) {
    List<String> values = new ArrayList<>(2);
    for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
      values.add(all.value(line));
    }
    return values;
  }

  @Override
  public boolean contains(CharSequence name) {
    return find(name, 0) >= 0;
  }

  @Override
  public void set(CharSequence name, CharSequence value) {
    all.set(name, value);
  }

  @Override
  public void add(CharSequence name, CharSequence value) {
    all.add(name, value);
  }

  @Override
  public void remove(CharSequence name) {
    all.remove(name);
  }

  @Override
  public boolean has(CharSequence name, CharSequence value) {
    for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
      if (all.value(line).contentEquals(value)) {
        return true;
      }
    }
    return false;
  }
}
