package io.quong.lua;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Lua table: a list part for 1, 2, 3 … and a map for the rest. Not safe for threads. */
public class LuaTable {
  private final List<Object> list = new ArrayList<>(0);
  private Map<Object, Object> map;

  /** The value under a key, or null. */
  public Object get(Object key) {
    if (key instanceof Double number) {
      int index = index(number);
      if (index > 0 && index <= list.size()) {
        return list.get(index - 1);
      }
    }
    return map == null ? null : map.get(normal(key));
  }

  /** Puts a value, or takes the key out with null. */
  public void set(Object key, Object value) {
    if (key instanceof Double number) {
      int index = index(number);
      if (index > 0 && index <= list.size()) {
        setListed(index, value);
        return;
      }
      if (index == list.size() + 1 && value != null) {
        list.add(value);
        takeOver();
        return;
      }
    }
    if (value != null) {
      if (map == null) {
        map = new LinkedHashMap<>();
      }
      map.put(normal(key), value);
    } else if (map != null) {
      map.remove(normal(key));
    }
  }

  private void setListed(int index, Object value) {
    if (value != null) {
      list.set(index - 1, value);
    } else if (index == list.size()) {
      list.remove(index - 1);
    } else {
      // A hole: what stands behind it moves to the map, so that the list stays without holes.
      for (int i = list.size(); i > index; i--) {
        if (map == null) {
          map = new LinkedHashMap<>();
        }
        map.put((double) i, list.remove(i - 1));
      }
      list.remove(index - 1);
    }
  }

  /** What the map had for the numbers that now follow. */
  private void takeOver() {
    while (map != null && !map.isEmpty()) {
      Object next = map.remove((double) (list.size() + 1));
      if (next == null) {
        return;
      }
      list.add(next);
    }
  }

  private static int index(double number) {
    int index = (int) number;
    return index == number ? index : -1;
  }

  private static Object normal(Object key) {
    // Minus zero and zero are one key.
    return key instanceof Double number && number == 0.0 ? (Object) 0.0 : key;
  }

  /** What {@code #} answers. */
  public int length() {
    return list.size();
  }

  /** How many entries there are. */
  public int size() {
    return list.size() + (map == null ? 0 : map.size());
  }

  /** The list part, for the functions of the table library. */
  List<Object> list() {
    return list;
  }

  /** The entries in order; a run may change values but not add keys meanwhile. */
  Iterator<Map.Entry<Object, Object>> entries() {
    List<Map.Entry<Object, Object>> all = new ArrayList<>(size());
    for (int i = 0; i < list.size(); i++) {
      all.add(Map.entry((double) (i + 1), list.get(i)));
    }
    if (map != null) {
      map.forEach((key, value) -> all.add(Map.entry(key, value)));
    }
    return all.iterator();
  }

  /** A table of Java values: maps, lists, texts, numbers and booleans, to any depth. */
  public static Object of(Object value) {
    if (value instanceof Map<?, ?> members) {
      LuaTable table = new LuaTable();
      members.forEach((name, member) -> table.set(of(name), of(member)));
      return table;
    }
    if (value instanceof Iterable<?> items) {
      LuaTable table = new LuaTable();
      for (Object item : items) {
        table.list.add(of(item));
      }
      return table;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof LuaTable
        || value instanceof LuaFunction) {
      return value;
    }
    return value.toString();
  }
}
