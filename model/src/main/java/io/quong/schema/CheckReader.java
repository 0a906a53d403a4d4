package io.quong.schema;

import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.ConditionalAtLeastOneOf;
import io.quong.schema.rule.Distinct;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.MutuallyExclusive;
import io.quong.schema.rule.MutuallyRequired;
import io.quong.schema.rule.OnlyOneOf;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the checks between fields from the annotations of a record's class. */
final class CheckReader {
  private CheckReader() {}

  private record Ordered(int order, CrossRule rule) {}

  static List<CrossRule> read(Class<?> type) {
    List<Ordered> rules = new ArrayList<>();
    for (Annotation annotation : type.getAnnotations()) {
      read(annotation, rules);
    }
    rules.sort(Comparator.comparingInt(Ordered::order));
    return rules.stream().map(Ordered::rule).toList();
  }

  private static void read(Annotation annotation, List<Ordered> rules) {
    if (annotation instanceof AtLeastOneOf a) {
      rules.add(new Ordered(a.order(), CrossRules.atLeastOneOf(a.value())));
    } else if (annotation instanceof OnlyOneOf a) {
      rules.add(new Ordered(a.order(), CrossRules.onlyOneOf(a.value())));
    } else if (annotation instanceof Distinct a) {
      rules.add(new Ordered(a.order(), new CrossRules.Different(List.of(a.value()))));
    } else if (annotation instanceof MutuallyRequired a) {
      rules.add(new Ordered(a.order(), CrossRules.mutuallyRequired(a.value())));
    } else if (annotation instanceof MutuallyExclusive a) {
      rules.add(new Ordered(a.order(), CrossRules.mutuallyExclusive(a.value())));
    } else if (annotation instanceof Conditional a) {
      rules.add(new Ordered(a.order(), ConditionalRules.conditional(a)));
    } else if (annotation instanceof ConditionalAtLeastOneOf a) {
      rules.add(new Ordered(a.order(), ConditionalRules.atLeastOneOf(a)));
    } else if (annotation instanceof EntityCheck a) {
      rules.add(new Ordered(a.order(), CrossRules.Custom.of(a)));
    } else {
      readAll(annotation, rules);
    }
  }

  /** Several of one kind stand in a container. */
  private static void readAll(Annotation annotation, List<Ordered> rules) {
    Annotation[] contained = {};
    if (annotation instanceof AtLeastOneOf.All all) {
      contained = all.value();
    } else if (annotation instanceof OnlyOneOf.All all) {
      contained = all.value();
    } else if (annotation instanceof Distinct.All all) {
      contained = all.value();
    } else if (annotation instanceof MutuallyRequired.All all) {
      contained = all.value();
    } else if (annotation instanceof MutuallyExclusive.All all) {
      contained = all.value();
    } else if (annotation instanceof Conditional.All all) {
      contained = all.value();
    } else if (annotation instanceof ConditionalAtLeastOneOf.All all) {
      contained = all.value();
    } else if (annotation instanceof EntityCheck.All all) {
      contained = all.value();
    }
    for (Annotation each : contained) {
      read(each, rules);
    }
  }
}
