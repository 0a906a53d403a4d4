package io.quong.plugins.requesttransformer;

import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.message.Arguments;
import io.quong.plugins.requesttransformer.Entries.Pair;

/** The query lists. What is left is written anew, sorted, as Kong writes it. */
final class QueryEdits {
  private QueryEdits() {}

  static void apply(UpstreamRequest upstream, Lists.Rendered lists) {
    String before = upstream.rawQuery();
    Arguments query = Arguments.parse(before, Arguments.DEFAULT_LIMIT);
    edit(query, lists);
    String after = query.encodeSorted();
    if (!after.isEmpty()) {
      upstream.rawQuery(after);
    } else if (before != null && !before.isEmpty()) {
      upstream.rawQuery(null);
    }
  }

  /** The lists on arguments, those of a form too. */
  static void edit(Arguments arguments, Lists.Rendered lists) {
    for (Pair entry : lists.remove()) {
      arguments.remove(entry.name());
    }
    for (Pair entry : lists.rename()) {
      arguments.rename(entry.name(), entry.value());
    }
    for (Pair entry : lists.replace()) {
      if (arguments.contains(entry.name())) {
        arguments.set(entry.name(), entry.value());
      }
    }
    for (Pair entry : lists.add()) {
      if (!arguments.contains(entry.name())) {
        arguments.set(entry.name(), entry.value());
      }
    }
    for (Pair entry : lists.append()) {
      arguments.append(entry.name(), entry.value());
    }
  }
}
