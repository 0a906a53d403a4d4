package io.quong.lua;

import io.quong.lua.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles expressions. */
abstract class ExpressionParser extends TokenReader {
  private static final int UNARY = 8;

  /** Left and right binding powers. */
  private static final Map<String, int[]> BINARY =
      Map.ofEntries(
          Map.entry("or", new int[] {1, 1}),
          Map.entry("and", new int[] {2, 2}),
          Map.entry("<", new int[] {3, 3}),
          Map.entry(">", new int[] {3, 3}),
          Map.entry("<=", new int[] {3, 3}),
          Map.entry(">=", new int[] {3, 3}),
          Map.entry("~=", new int[] {3, 3}),
          Map.entry("==", new int[] {3, 3}),
          Map.entry("..", new int[] {5, 4}),
          Map.entry("+", new int[] {6, 6}),
          Map.entry("-", new int[] {6, 6}),
          Map.entry("*", new int[] {7, 7}),
          Map.entry("/", new int[] {7, 7}),
          Map.entry("%", new int[] {7, 7}),
          Map.entry("^", new int[] {10, 9}));

  Scope scope;

  ExpressionParser(String chunk, String source) {
    super(chunk, source);
  }

  /** The statements up to the end of a block. */
  abstract Statement block();

  Expression[] expressions() {
    List<Expression> list = new ArrayList<>();
    do {
      list.add(expression());
    } while (accept(","));
    return list.toArray(Expression[]::new);
  }

  Expression expression() {
    return binary(0);
  }

  private Expression binary(int limit) {
    deeper();
    Expression left;
    Position position = here();
    if (token.is("not") || token.is("-") || token.is("#")) {
      String operator = token.text();
      advance();
      left = Operators.unary(position, operator, binary(UNARY));
    } else {
      left = simple();
    }
    int chain = 0;
    while (token.kind() == Kind.SYMBOL || token.kind() == Kind.KEYWORD) {
      String operator = token.text();
      int[] power = BINARY.get(operator);
      if (power == null || power[0] <= limit) {
        break;
      }
      if (++chain > MAX_LEVELS) {
        throw new LuaException(chunk + ":" + token.line() + ": chunk has too many syntax levels");
      }
      position = here();
      advance();
      left = Operators.binary(position, operator, left, binary(power[1]));
    }
    level--;
    return left;
  }

  private Expression simple() {
    if (token.kind() == Kind.NUMBER || token.kind() == Kind.STRING) {
      return constant(token.value());
    }
    int line = token.line();
    return switch (token.kind() == Kind.NAME ? "" : token.text()) {
      case "nil" -> constant(null);
      case "true" -> constant(true);
      case "false" -> constant(false);
      case "function" -> {
        advance();
        yield function(false, line);
      }
      case "..." -> {
        if (!scope.variadic) {
          throw lexer.error("cannot use '...' outside a vararg function", "...", line);
        }
        advance();
        yield new Expressions.Varargs();
      }
      case "{" -> constructor();
      default -> suffixed();
    };
  }

  private Expression constant(Object value) {
    advance();
    return new Expressions.Constant(value);
  }

  Expression suffixed() {
    Expression result;
    int line = token.line();
    if (accept("(")) {
      result = new Expressions.Single(expression());
      expectClosing(")", "(", line);
    } else if (token.kind() == Kind.NAME) {
      result = scope.resolve(name());
    } else {
      throw unexpected();
    }
    int chain = 0;
    while (true) {
      if (++chain > MAX_LEVELS) {
        throw new LuaException(chunk + ":" + token.line() + ": chunk has too many syntax levels");
      }
      Position position = here();
      if (accept(".")) {
        result = new Expressions.Index(position, result, new Expressions.Constant(name()));
      } else if (accept("[")) {
        Expression key = expression();
        expect("]");
        result = new Expressions.Index(position, result, key);
      } else if (accept(":")) {
        String method = name();
        result = new Expressions.Call(position, result, method, arguments());
      } else if (token.is("(") || token.is("{") || token.kind() == Kind.STRING) {
        result = new Expressions.Call(position, result, null, arguments());
      } else {
        return result;
      }
    }
  }

  private Expression[] arguments() {
    if (token.kind() == Kind.STRING) {
      Expression text = new Expressions.Constant(token.value());
      advance();
      return new Expression[] {text};
    }
    if (token.is("{")) {
      return new Expression[] {constructor()};
    }
    int line = token.line();
    if (!accept("(")) {
      throw lexer.error("function arguments expected", token.text(), token.line());
    }
    Expression[] list = token.is(")") ? new Expression[0] : expressions();
    expectClosing(")", "(", line);
    return list;
  }

  private Expression constructor() {
    int line = token.line();
    expect("{");
    List<Expression> keys = new ArrayList<>();
    List<Expression> members = new ArrayList<>();
    List<Expression> items = new ArrayList<>();
    while (!token.is("}")) {
      if (token.is("[")) {
        advance();
        keys.add(expression());
        expect("]");
        expect("=");
        members.add(expression());
      } else if (token.kind() == Kind.NAME && peek().is("=")) {
        keys.add(new Expressions.Constant(name()));
        advance();
        members.add(expression());
      } else {
        items.add(expression());
      }
      if (!accept(",") && !accept(";")) {
        break;
      }
    }
    expectClosing("}", "{", line);
    return new Expressions.Constructor(
        keys.toArray(Expression[]::new),
        members.toArray(Expression[]::new),
        items.toArray(Expression[]::new));
  }

  Expression function(boolean method, int line) {
    FunctionCode code = new FunctionCode();
    List<String> names = new ArrayList<>();
    boolean variadic = false;
    if (method) {
      names.add("self");
    }
    expect("(");
    if (!token.is(")")) {
      do {
        if (accept("...")) {
          variadic = true;
          break;
        }
        names.add(name());
      } while (accept(","));
    }
    expect(")");
    Scope outer = scope;
    scope = new Scope(outer, code, variadic);
    names.forEach(scope::declare);
    Statement body = block();
    code.complete(names.size(), variadic, scope.slots(), body);
    scope = outer;
    expectClosing("end", "function", line);
    return new Expressions.Closure(code);
  }
}
