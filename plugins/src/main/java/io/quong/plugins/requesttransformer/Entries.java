package io.quong.plugins.requesttransformer;

import io.quong.lua.LuaBudget;
import io.quong.lua.LuaException;
import io.quong.lua.LuaTable;
import io.quong.lua.LuaTemplate;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.NameValue;
import java.util.ArrayList;
import java.util.List;

/** A list of a configuration: names, and values that are templates. */
final class Entries {
  private final List<Entry> entries = new ArrayList<>();

  /** Byte text; a value is null where the entry has none. */
  record Pair(String name, String value) {}

  /**
   * @param invalid the message when the template does not compile: it fails when it is rendered,
   *     for header lists are accepted without a look at them
   */
  private record Entry(String name, LuaTemplate value, String invalid) {
    static Entry of(NameValue entry) {
      String name = ByteText.of(entry.name());
      if (entry.value() == null) {
        return new Entry(name, null, null);
      }
      try {
        return new Entry(name, LuaTemplate.compile(entry.value()), null);
      } catch (LuaException error) {
        return new Entry(name, null, error.getMessage());
      }
    }
  }

  Entries(List<String> configured) {
    NameValue.all(configured).forEach(entry -> entries.add(Entry.of(entry)));
  }

  /** A list of names; what follows a colon is ignored. */
  static Entries ofNames(List<String> configured) {
    return new Entries(NameValue.all(configured).stream().map(NameValue::name).toList());
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The values for one request, all of them before any is used. */
  List<Pair> render(LuaTable globals, LuaBudget budget) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<Pair> pairs = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (entry.invalid != null) {
        throw new LuaException("error:" + entry.invalid);
      }
      pairs.add(
          new Pair(entry.name, entry.value == null ? null : entry.value.render(globals, budget)));
    }
    return pairs;
  }
}
