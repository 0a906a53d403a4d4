package io.quong.lua;

/** A table of a library: once it is closed scripts cannot change it. */
class ReadOnlyTable extends LuaTable {
  private boolean closed;

  /** From now on nothing can be put in; what this returns is the table. */
  final ReadOnlyTable close() {
    closed = true;
    return this;
  }

  @Override
  public void set(Object key, Object value) {
    if (closed) {
      throw new LuaException("attempt to update a read-only table");
    }
    super.set(key, value);
  }

  /** The same members, closed. */
  static ReadOnlyTable copyOf(LuaTable table) {
    ReadOnlyTable copy = new ReadOnlyTable();
    table.entries().forEachRemaining(entry -> copy.set(entry.getKey(), entry.getValue()));
    return copy.close();
  }
}
