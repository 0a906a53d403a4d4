package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.PatternSyntaxException;
import io.quong.schema.rule.ValueCheck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The rules of single values, with Kong's messages and the attributes that schemas show. */
final class ValueRules {
  private static final java.util.regex.Pattern UUID =
      java.util.regex.Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private ValueRules() {}

  /** Says whether a value is good. */
  interface Test {
    boolean accepts(JsonNode value);
  }

  private record Simple(Test test, String message, Consumer<ObjectNode> shown) implements Rule {
    @Override
    public String refuse(JsonNode value) {
      return test.accepts(value) ? null : message;
    }

    @Override
    public void show(ObjectNode attributes) {
      shown.accept(attributes);
    }
  }

  /** Null is the only good value. */
  private record MustBeNull(String message, String error) implements Rule {
    @Override
    public String refuse(JsonNode value) {
      return value.isNull() ? null : message;
    }

    @Override
    public boolean comesFirst() {
      return true;
    }

    @Override
    public void show(ObjectNode attributes) {
      attributes.putNull("eq");
      if (!error.isEmpty()) {
        attributes.put("err", error);
      }
    }
  }

  static Rule mustBeNull(String error) {
    return new MustBeNull(error.isEmpty() ? "value must be null" : error, error);
  }

  /** Null is not equal to it either. */
  static Rule equal(JsonNode wanted) {
    return new Rule() {
      @Override
      public String refuse(JsonNode value) {
        return wanted.equals(canonical(value)) ? null : "value must be " + shownValue(wanted);
      }

      @Override
      public boolean comesFirst() {
        return true;
      }

      @Override
      public void show(ObjectNode attributes) {
        attributes.set("eq", wanted);
      }
    };
  }

  static Rule not(JsonNode refused, String error) {
    return new Simple(
        value -> !refused.equals(canonical(value)),
        error.isEmpty() ? "value must not be " + shownValue(refused) : error,
        out -> {
          out.set("ne", refused);
          if (!error.isEmpty()) {
            out.put("err", error);
          }
        });
  }

  static Rule oneOf(String[] values, boolean numbers) {
    Set<String> known = new LinkedHashSet<>(List.of(values));
    return new Simple(
        value -> known.contains(shownValue(value)),
        "expected one of: " + String.join(", ", values),
        out -> fill(out.putArray("one_of"), values, numbers));
  }

  static Rule notOneOf(String[] values) {
    Set<String> known = new LinkedHashSet<>(List.of(values));
    return new Simple(
        value -> !known.contains(shownValue(value)),
        "must not be one of: " + String.join(", ", values),
        out -> fill(out.putArray("not_one_of"), values, false));
  }

  static Rule greaterThan(double bound) {
    return new Simple(
        value -> value.doubleValue() > bound,
        "value must be greater than " + Numbers.text(bound),
        out -> out.set("gt", Numbers.canonical(out.numberNode(bound))));
  }

  static Rule between(double min, double max) {
    return new Simple(
        value -> value.doubleValue() >= min && value.doubleValue() <= max,
        "value should be between " + Numbers.text(min) + " and " + Numbers.text(max),
        out -> bounds(out.putArray("between"), min, max));
  }

  static Rule timestamp() {
    return new Simple(
        value -> value.doubleValue() > 0,
        "expected a valid timestamp",
        out -> out.put("timestamp", true));
  }

  /** One for all, so that a field can be asked whether it is a UUID. */
  static final Rule UUID_TEXT =
      new Simple(
          value -> isUuid(value.asText()), "expected a valid UUID", out -> out.put("uuid", true));

  static boolean isUuid(String text) {
    return text.length() == 36 && UUID.matcher(text).matches();
  }

  static Rule regex() {
    return new Rule() {
      @Override
      public String refuse(JsonNode value) {
        try {
          com.google.re2j.Pattern.compile(value.asText());
          return null;
        } catch (PatternSyntaxException unreadable) {
          return "not a valid regex: " + value.asText();
        }
      }

      @Override
      public void show(ObjectNode attributes) {
        attributes.put("is_regex", true);
      }
    };
  }

  static Rule length(String kind, int bound) {
    return switch (kind) {
      case "len_eq" ->
          new Simple(
              value -> length(value) == bound,
              "length must be " + bound,
              out -> out.put(kind, bound));
      case "len_min" ->
          new Simple(
              value -> length(value) >= bound,
              "length must be at least " + bound,
              out -> out.put(kind, bound));
      default ->
          new Simple(
              value -> length(value) <= bound,
              "length must be at most " + bound,
              out -> out.put(kind, bound));
    };
  }

  /** Every text is at least one long, unless the field says otherwise; schemas do not show it. */
  static Rule notEmpty() {
    return new Simple(value -> length(value) >= 1, "length must be at least 1", out -> {});
  }

  private static int length(JsonNode value) {
    return value.isTextual()
        ? value.asText().getBytes(StandardCharsets.UTF_8).length
        : value.size();
  }

  static Rule startsWith(String prefix) {
    return new Simple(
        value -> value.asText().startsWith(prefix),
        "should start with: " + prefix,
        out -> out.put("starts_with", prefix));
  }

  static Rule contains(String element) {
    return new Simple(
        value -> anyIs(value, element),
        "expected to contain: " + element,
        out -> out.put("contains", element));
  }

  private static boolean anyIs(JsonNode list, String element) {
    for (JsonNode each : list) {
      if (each.isTextual() && each.asText().equals(element)) {
        return true;
      }
    }
    return false;
  }

  /** Every element (or no element) is one of the values; used by conditions only. */
  static Rule elements(String[] values, boolean wanted) {
    Rule each = wanted ? oneOf(values, false) : notOneOf(values);
    return new Simple(
        list -> {
          for (JsonNode element : list) {
            if (each.refuse(element) != null) {
              return false;
            }
          }
          return true;
        },
        wanted ? "expected one of: " + String.join(", ", values) : "must not be one of",
        out -> {
          ObjectNode elements = out.putObject("elements").put("type", "string");
          each.show(elements);
          elements.put("required", true);
        });
  }

  static Rule mutuallyExclusive(List<String[]> subsets) {
    return new Rule() {
      @Override
      public String refuse(JsonNode value) {
        // Kong names the subsets in the order in which the values meet them.
        List<String[]> met = new ArrayList<>();
        for (JsonNode each : value) {
          for (String[] subset : subsets) {
            if (List.of(subset).contains(each.asText()) && !met.contains(subset)) {
              met.add(subset);
            }
          }
        }
        if (met.size() < 2) {
          return null;
        }
        List<String> shown = new ArrayList<>();
        met.forEach(subset -> shown.add("(" + CrossRules.quoted(subset) + ")"));
        return "these sets are mutually exclusive: " + String.join(", ", shown);
      }

      @Override
      public void show(ObjectNode attributes) {
        ArrayNode lists = attributes.putArray("mutually_exclusive_subsets");
        subsets.forEach(subset -> fill(lists.addArray(), subset, false));
      }
    };
  }

  static Rule check(ValueCheck check) {
    return check::refuse;
  }

  static String shownValue(JsonNode value) {
    return value.isNumber() ? Numbers.text(value.doubleValue()) : value.asText();
  }

  private static JsonNode canonical(JsonNode value) {
    return value.isNumber() ? Numbers.canonical(value) : value;
  }

  private static void bounds(ArrayNode out, double min, double max) {
    for (double bound : new double[] {min, max}) {
      if (Double.isInfinite(bound)) {
        out.add(bound > 0 ? "inf" : "-inf");
      } else {
        out.add(Numbers.canonical(out.numberNode(bound)));
      }
    }
  }

  static void fill(ArrayNode out, String[] values, boolean numbers) {
    for (String value : values) {
      if (numbers) {
        out.add(Numbers.parse(value));
      } else {
        out.add(value);
      }
    }
  }
}
