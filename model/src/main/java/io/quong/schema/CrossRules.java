package io.quong.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.WholeCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checks that count which of some fields are set. */
final class CrossRules {
  private CrossRules() {}

  /** {@code 'a', 'b'}. */
  static String quoted(String... names) {
    List<String> quoted = new ArrayList<>();
    for (String name : names) {
      quoted.add("'" + name + "'");
    }
    return String.join(", ", quoted);
  }

  /** Which fields are set decides. */
  private record Counting(
      String word, List<String> fields, boolean runsWithInvalidFields, String message, Verdict good)
      implements CrossRule {

    /** Says whether so many set fields of so many are good. */
    interface Verdict {
      boolean accepts(int set, int all);
    }

    @Override
    public void check(CrossScope scope) {
      int set = 0;
      for (String field : fields) {
        if (scope.isSet(field)) {
          set++;
        }
      }
      if (!good.accepts(set, fields.size())) {
        boolean saysSo = scope.mode().updating() && word.equals("at_least_one_of");
        scope.errors().addEntity((saysSo ? "when updating, " : "") + message);
      }
    }

    @Override
    public void show(ArrayNode entityChecks) {
      showList(entityChecks, word, fields);
    }
  }

  static CrossRule atLeastOneOf(String[] fields) {
    return new Counting(
        "at_least_one_of",
        List.of(fields),
        true,
        "at least one of these fields must be non-empty: " + quoted(fields),
        (set, all) -> set > 0);
  }

  static CrossRule onlyOneOf(String[] fields) {
    return new Counting(
        "only_one_of",
        List.of(fields),
        true,
        "exactly one of these fields must be non-empty: " + quoted(fields),
        (set, all) -> set == 1);
  }

  static CrossRule mutuallyRequired(String[] fields) {
    return new Counting(
        "mutually_required",
        List.of(fields),
        true,
        "all or none of these fields must be set: " + quoted(fields),
        (set, all) -> set == 0 || set == all);
  }

  static CrossRule mutuallyExclusive(String[] fields) {
    return new Counting(
        "mutually_exclusive",
        List.of(fields),
        true,
        "only one or none of these fields must be set: " + quoted(fields),
        (set, all) -> set <= 1);
  }

  /** Values that are set differ. */
  record Different(List<String> fields) implements CrossRule {
    @Override
    public void check(CrossScope scope) {
      Set<Object> seen = new HashSet<>();
      for (String field : fields) {
        if (scope.get(field) != null && !seen.add(scope.get(field))) {
          scope
              .errors()
              .addEntity(
                  "values of these fields must be distinct: "
                      + quoted(fields.toArray(String[]::new)));
          return;
        }
      }
    }

    @Override
    public void show(ArrayNode entityChecks) {
      showList(entityChecks, "distinct", fields);
    }
  }

  /** A class checks. */
  record Custom(WholeCheck check, List<String> fields, boolean runsWithMissingFields)
      implements CrossRule {
    static Custom of(EntityCheck declared) {
      return new Custom(
          RuleReader.make(declared.value()),
          List.of(declared.fields()),
          declared.runsWithMissingFields());
    }

    @Override
    public boolean runsWithInvalidFields() {
      return false;
    }

    @Override
    public void check(CrossScope scope) {
      String refusal = check.refuse(scope.whole());
      if (refusal != null) {
        scope.errors().addEntity(refusal);
      }
    }

    @Override
    public void show(ArrayNode entityChecks) {
      var shown = entityChecks.addObject().putObject("custom_entity_check");
      fields.forEach(shown.putArray("field_sources")::add);
      if (runsWithMissingFields) {
        shown.put("run_with_missing_fields", true);
      }
    }
  }

  /** The class that checks; null for a check of another kind. */
  static Class<?> classOf(CrossRule rule) {
    return rule instanceof Custom custom ? custom.check().getClass() : null;
  }

  private static void showList(ArrayNode entityChecks, String word, List<String> fields) {
    fields.forEach(entityChecks.addObject().putArray(word)::add);
  }
}
