package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.ConditionalAtLeastOneOf;
import java.util.ArrayList;
import java.util.List;

/** The checks that depend on the value of a field. */
final class ConditionalRules {
  private ConditionalRules() {}

  /** A field's value asked for more than its own rules. */
  private record Asked(String path, List<Rule> rules, boolean required) {
    static Asked of(String path, Condition condition) {
      return new Asked(path, RuleReader.read(condition), condition.required());
    }

    /** The refusal, or null when the value is good. */
    JsonNode refuse(CrossScope scope) {
      Field field = scope.fields().find(path);
      if (field == null) {
        throw new IllegalStateException("a check names a field that does not exist: " + path);
      }
      return Validator.refuse(field.with(rules, required), scope.get(path), scope.mode());
    }

    void show(ObjectNode out) {
      rules.forEach(rule -> rule.show(out));
      if (required) {
        out.put("required", true);
      }
    }
  }

  static CrossRule conditional(Conditional declared) {
    Asked first = Asked.of(declared.ifField(), declared.ifMatch());
    Asked then = Asked.of(declared.thenField(), declared.thenMatch());
    return new CrossRule() {
      @Override
      public List<String> fields() {
        return List.of(first.path(), then.path());
      }

      @Override
      public void check(CrossScope scope) {
        // Only fields of the record itself: Kong says it of a missing one in a list's element.
        if (first.path().indexOf('.') < 0 && !scope.whole().has(first.path())) {
          scope.errors().put(first.path(), "field required for entity check");
          return;
        }
        if (first.refuse(scope) != null) {
          return;
        }
        JsonNode refusal = then.refuse(scope);
        if (refusal != null) {
          scope.errors().put(then.path(), refusal);
          scope
              .errors()
              .addEntity(
                  declared.error().isEmpty()
                      ? "failed conditional validation given value of field '" + first.path() + "'"
                      : declared.error());
        }
      }

      @Override
      public void show(ArrayNode entityChecks) {
        ObjectNode out = entityChecks.addObject().putObject("conditional");
        out.put("if_field", first.path());
        first.show(out.putObject("if_match"));
        out.put("then_field", then.path());
        then.show(out.putObject("then_match"));
        if (!declared.error().isEmpty()) {
          out.put("then_err", declared.error());
        }
      }
    };
  }

  static CrossRule atLeastOneOf(ConditionalAtLeastOneOf declared) {
    Asked first = Asked.of(declared.ifField(), declared.ifMatch());
    Asked other = Asked.of(declared.ifField(), declared.elseMatch());
    return new CrossRule() {
      @Override
      public List<String> fields() {
        List<String> all = new ArrayList<>(List.of(declared.thenFields()));
        all.add(0, first.path());
        return all;
      }

      @Override
      public void check(CrossScope scope) {
        if (first.refuse(scope) == null) {
          need(scope, declared.thenFields(), declared.error());
        } else if (declared.elseFields().length > 0 && other.refuse(scope) == null) {
          need(scope, declared.elseFields(), declared.elseError());
        }
      }

      private void need(CrossScope scope, String[] fields, String error) {
        for (String field : fields) {
          if (scope.isSet(field)) {
            return;
          }
        }
        scope.errors().addEntity(error.replace("%s", CrossRules.quoted(fields)));
      }

      @Override
      public void show(ArrayNode entityChecks) {
        ObjectNode out = entityChecks.addObject().putObject("conditional_at_least_one_of");
        out.put("if_field", first.path());
        first.show(out.putObject("if_match"));
        ValueRules.fill(out.putArray("then_at_least_one_of"), declared.thenFields(), false);
        out.put("then_err", declared.error());
        if (declared.elseFields().length > 0) {
          other.show(out.putObject("else_match"));
          ValueRules.fill(out.putArray("else_then_at_least_one_of"), declared.elseFields(), false);
          out.put("else_then_err", declared.elseError());
        }
      }
    };
  }
}
