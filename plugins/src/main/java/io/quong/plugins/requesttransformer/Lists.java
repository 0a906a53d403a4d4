package io.quong.plugins.requesttransformer;

import io.quong.lua.LuaBudget;
import io.quong.lua.LuaTable;
import io.quong.plugins.requesttransformer.Entries.Pair;
import java.util.List;

/** The five lists for one place: headers, query or body. */
final class Lists {
  private final Entries remove;
  private final Entries rename;
  private final Entries replace;
  private final Entries add;
  private final Entries append;

  /** The lists for one request. */
  record Rendered(
      List<Pair> remove,
      List<Pair> rename,
      List<Pair> replace,
      List<Pair> add,
      List<Pair> append) {}

  Lists(
      List<String> remove,
      List<String> rename,
      List<String> replace,
      List<String> add,
      List<String> append) {
    this.remove = Entries.ofNames(remove);
    this.rename = new Entries(rename);
    this.replace = new Entries(replace);
    this.add = new Entries(add);
    this.append = new Entries(append);
  }

  boolean isEmpty() {
    return remove.isEmpty()
        && rename.isEmpty()
        && replace.isEmpty()
        && add.isEmpty()
        && append.isEmpty();
  }

  Rendered render(LuaTable globals, LuaBudget budget) {
    return new Rendered(
        remove.render(globals, budget),
        rename.render(globals, budget),
        replace.render(globals, budget),
        add.render(globals, budget),
        append.render(globals, budget));
  }
}
