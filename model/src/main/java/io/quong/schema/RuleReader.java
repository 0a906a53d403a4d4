package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.EqualsNull;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.MutuallyExclusiveSubsets;
import io.quong.schema.rule.Not;
import io.quong.schema.rule.NotOneOf;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Regex;
import io.quong.schema.rule.StartsWith;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Uuid;
import io.quong.schema.rule.ValueCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;

/** Reads the rules of one value from its annotations, in the order in which Kong asks them. */
final class RuleReader {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RuleReader() {}

  static List<Rule> read(AnnotatedElement from, FieldType type) {
    List<Rule> rules = new ArrayList<>();
    EqualsNull isNull = from.getAnnotation(EqualsNull.class);
    if (isNull != null) {
      rules.add(ValueRules.mustBeNull(isNull.error()));
    }
    Not not = from.getAnnotation(Not.class);
    if (not != null) {
      rules.add(ValueRules.not(json(not.value()), not.error()));
    }
    NotOneOf notOneOf = from.getAnnotation(NotOneOf.class);
    if (notOneOf != null) {
      rules.add(ValueRules.notOneOf(notOneOf.value()));
    }
    OneOf oneOf = from.getAnnotation(OneOf.class);
    if (oneOf != null) {
      rules.add(ValueRules.oneOf(oneOf.value(), type != FieldType.STRING));
    }
    readNumbers(from, rules);
    readTexts(from, type, rules);
    Check check = from.getAnnotation(Check.class);
    if (check != null) {
      rules.add(ValueRules.check(make(check.value())));
    }
    MutuallyExclusiveSubsets exclusive = from.getAnnotation(MutuallyExclusiveSubsets.class);
    if (exclusive != null) {
      List<String[]> subsets = new ArrayList<>();
      for (MutuallyExclusiveSubsets.Subset subset : exclusive.value()) {
        subsets.add(subset.value());
      }
      rules.add(ValueRules.mutuallyExclusive(subsets));
    }
    return List.copyOf(rules);
  }

  private static void readNumbers(AnnotatedElement from, List<Rule> rules) {
    GreaterThan greaterThan = from.getAnnotation(GreaterThan.class);
    if (greaterThan != null) {
      rules.add(ValueRules.greaterThan(greaterThan.value()));
    }
    if (from.isAnnotationPresent(Timestamp.class)) {
      rules.add(ValueRules.timestamp());
    }
    if (from.isAnnotationPresent(Uuid.class)) {
      rules.add(ValueRules.UUID_TEXT);
    }
    if (from.isAnnotationPresent(Regex.class)) {
      rules.add(ValueRules.regex());
    }
    Between between = from.getAnnotation(Between.class);
    if (between != null) {
      rules.add(ValueRules.between(between.min(), between.max()));
    }
  }

  private static void readTexts(AnnotatedElement from, FieldType type, List<Rule> rules) {
    Length length = from.getAnnotation(Length.class);
    if (length != null && length.exactly() >= 0) {
      rules.add(ValueRules.length("len_eq", length.exactly()));
    }
    if (length != null && length.min() >= 0) {
      rules.add(ValueRules.length("len_min", length.min()));
    } else if (type == FieldType.STRING) {
      rules.add(ValueRules.notEmpty());
    }
    if (length != null && length.max() >= 0) {
      rules.add(ValueRules.length("len_max", length.max()));
    }
    StartsWith prefix = from.getAnnotation(StartsWith.class);
    if (prefix != null) {
      rules.add(ValueRules.startsWith(prefix.value()));
    }
    Match[] matches = from.getAnnotationsByType(Match.class);
    for (Match.Mode mode : new Match.Mode[] {Match.Mode.NONE, Match.Mode.ALL, Match.Mode.ANY}) {
      for (Match match : matches) {
        if (match.mode() == mode) {
          rules.add(new PatternRule(match));
        }
      }
    }
  }

  /** The rules of a condition, in the same order. */
  static List<Rule> read(Condition condition) {
    List<Rule> rules = new ArrayList<>();
    if (!condition.equal().isEmpty()) {
      JsonNode equal = json(condition.equal());
      rules.add(equal.isNull() ? ValueRules.mustBeNull("") : ValueRules.equal(equal));
    }
    if (condition.notOneOf().length > 0) {
      rules.add(ValueRules.notOneOf(condition.notOneOf()));
    }
    if (condition.oneOf().length > 0) {
      rules.add(ValueRules.oneOf(condition.oneOf(), false));
    }
    if (!Double.isNaN(condition.greaterThan())) {
      rules.add(ValueRules.greaterThan(condition.greaterThan()));
    }
    if (condition.length() >= 0) {
      rules.add(ValueRules.length("len_eq", condition.length()));
    }
    if (!condition.match().isEmpty()) {
      rules.add(new TextRule(List.of(condition.match()), false));
    }
    if (condition.matchAny().length > 0) {
      rules.add(new TextRule(List.of(condition.matchAny()), true));
    }
    if (!condition.contains().isEmpty()) {
      rules.add(ValueRules.contains(condition.contains()));
    }
    if (condition.elementsOneOf().length > 0) {
      rules.add(ValueRules.elements(condition.elementsOneOf(), true));
    }
    if (condition.elementsNotOneOf().length > 0) {
      rules.add(ValueRules.elements(condition.elementsNotOneOf(), false));
    }
    for (Class<? extends ValueCheck> check : condition.check()) {
      rules.add(ValueRules.check(make(check)));
    }
    return List.copyOf(rules);
  }

  static JsonNode json(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isNumber() ? Numbers.canonical(node) : node;
    } catch (IOException broken) {
      throw new UncheckedIOException("not JSON in an annotation: " + text, broken);
    }
  }

  /** An instance of a check class; the annotation processor registers its constructor. */
  static <T> T make(Class<T> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(
          type.getName() + " needs a public constructor without arguments", missing);
    }
  }
}
