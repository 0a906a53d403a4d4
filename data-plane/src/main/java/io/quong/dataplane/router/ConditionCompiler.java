package io.quong.dataplane.router;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.expression.Expression;
import io.quong.expression.Expression.Operator;
import io.quong.expression.PathSegments;
import io.quong.expression.Value;
import io.quong.plugin.message.Arguments;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Makes an expression into objects that ask the request directly; no name is looked up later. */
final class ConditionCompiler {
  private static final String HEADERS = "http.headers.";
  private static final String QUERIES = "http.queries.";
  private static final String SEGMENTS = "http.path.segments.";

  private ConditionCompiler() {}

  /**
   * @throws IllegalArgumentException for a field that there is not: the Admin API has refused it
   */
  static Condition of(Expression expression) {
    if (expression instanceof Expression.And and) {
      Condition left = of(and.left());
      Condition right = of(and.right());
      return (facts, found) -> left.holds(facts, found) && right.holds(facts, found);
    }
    if (expression instanceof Expression.Or or) {
      Condition left = of(or.left());
      Condition right = of(or.right());
      return (facts, found) -> left.holds(facts, found) || right.holds(facts, found);
    }
    if (expression instanceof Expression.Not not) {
      Condition inner = of(not.inner());
      return (facts, found) -> !inner.holds(facts, found);
    }
    return predicate((Expression.Predicate) expression);
  }

  private static Condition predicate(Expression.Predicate predicate) {
    String field = predicate.field();
    return switch (field) {
      case "http.path.segments.len" -> whole(predicate, RequestFacts::segments);
      case "net.src.port" -> whole(predicate, facts -> facts.request.peers().sourcePort());
      case "net.dst.port" -> whole(predicate, RequestFacts::port);
      case "net.src.ip" -> address(predicate, facts -> facts.request.peers().sourceAddress());
      case "net.dst.ip" -> address(predicate, facts -> facts.request.peers().destinationAddress());
      default -> text(predicate);
    };
  }

  private static Condition whole(
      Expression.Predicate predicate, ToLongFunction<RequestFacts> field) {
    long value = ((Value.Whole) predicate.value()).number();
    return switch (predicate.operator()) {
      case EQUAL -> (facts, found) -> field.applyAsLong(facts) == value;
      case NOT_EQUAL -> (facts, found) -> field.applyAsLong(facts) != value;
      case AT_LEAST -> (facts, found) -> field.applyAsLong(facts) >= value;
      case GREATER -> (facts, found) -> field.applyAsLong(facts) > value;
      case AT_MOST -> (facts, found) -> field.applyAsLong(facts) <= value;
      case LESS -> (facts, found) -> field.applyAsLong(facts) < value;
      default -> throw new IllegalArgumentException(predicate.operator() + " takes no number");
    };
  }

  private static Condition address(
      Expression.Predicate predicate, Function<RequestFacts, byte[]> field) {
    boolean yes = predicate.operator() == Operator.EQUAL || predicate.operator() == Operator.IN;
    if (predicate.value() instanceof Value.Network network) {
      return (facts, found) -> {
        byte[] address = field.apply(facts);
        return address != null && network.contains(address) == yes;
      };
    }
    Value.Address wanted = (Value.Address) predicate.value();
    return (facts, found) -> {
      byte[] address = field.apply(facts);
      return address != null && wanted.is(address) == yes;
    };
  }

  private static Condition text(Expression.Predicate predicate) {
    String field = predicate.field();
    TextTest test = TextTest.of(predicate.operator(), predicate.value());
    boolean lower = predicate.lower();
    if (field.startsWith(HEADERS)) {
      return header(field.substring(HEADERS.length()), test, lower, predicate.any());
    }
    if (field.startsWith(QUERIES)) {
      return query(field.substring(QUERIES.length()), test, lower, predicate.any());
    }
    if (field.equals("http.path")) {
      return (facts, found) -> {
        String path = facts.request.path();
        if (!fits(test, path, lower, found)) {
          return false;
        }
        int matched = test.matched(lower ? RequestFacts.lower(path) : path);
        if (matched != TextTest.UNTOLD) {
          found.path(Math.min(matched, path.length()));
        }
        return true;
      };
    }
    Function<RequestFacts, String> source = single(field);
    return (facts, found) -> fits(test, source.apply(facts), lower, found);
  }

  private static Function<RequestFacts, String> single(String field) {
    if (field.startsWith(SEGMENTS)) {
      PathSegments segments = PathSegments.parse(field.substring(SEGMENTS.length()));
      if (segments != null) {
        return facts -> facts.segments(segments.first(), segments.last());
      }
    }
    return switch (field) {
      case "http.method" -> facts -> facts.request.method();
      case "http.host" -> RequestFacts::host;
      case "net.protocol" -> facts -> facts.protocol;
      case "tls.sni" -> facts -> facts.request.serverName();
      default -> throw new IllegalArgumentException(field + " is no field");
    };
  }

  private static boolean fits(TextTest test, String text, boolean lower, ConditionMatch found) {
    String compared = text != null && lower ? RequestFacts.lower(text) : text;
    return compared != null && test.fits(compared, found);
  }

  private static Condition header(String field, TextTest test, boolean lower, boolean any) {
    if (field.isEmpty()) {
      return (facts, found) -> false;
    }
    String name = HostPattern.lower(field);
    HeaderName dashes = HeaderName.of(name.replace('_', '-'));
    HeaderName underscores = HeaderName.of(name);
    return (facts, found) -> {
      HeaderBlock headers = facts.headers();
      HeaderName spelling = dashes;
      int line = headers.find(underscores, 0);
      if (line >= 0 && line < facts.headerLimit) {
        spelling = underscores;
      } else {
        line = headers.find(dashes, 0);
      }
      boolean there = false;
      for (; line >= 0 && line < facts.headerLimit; line = headers.find(spelling, line + 1)) {
        there = true;
        if (fits(test, headers.value(line), lower, found) == any) {
          return any;
        }
      }
      return there && !any;
    };
  }

  private static Condition query(String name, TextTest test, boolean lower, boolean any) {
    return (facts, found) -> {
      Arguments arguments = facts.arguments();
      if (!arguments.contains(name)) {
        return false;
      }
      List<String> values = arguments.all(name);
      for (String value : values) {
        if (fits(test, present(value) ? "" : value, lower, found) == any) {
          return any;
        }
      }
      return !any && !values.isEmpty();
    };
  }

  @SuppressWarnings("ReferenceEquality") // PRESENT is told from a text "true" by identity
  private static boolean present(String value) {
    return value == Arguments.PRESENT;
  }
}
