package io.quong.lua;

import io.quong.lua.Expression.Target;
import io.quong.lua.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;

/** Compiles a Lua 5.1 source; messages as LuaJIT words them. */
final class Parser extends ExpressionParser {
  Parser(String chunk, String source) {
    super(chunk, source);
  }

  /** A whole source, as the body of a function of {@code ...}. */
  FunctionCode chunk() {
    FunctionCode code = new FunctionCode();
    scope = new Scope(null, code, true);
    Statement body = block();
    if (token.kind() != Kind.END) {
      throw expected("<eof>");
    }
    code.complete(0, true, scope.slots(), body);
    return code;
  }

  /** An expression that a closing parenthesis ends, as a template's. */
  FunctionCode parenthesised() {
    FunctionCode code = new FunctionCode();
    scope = new Scope(null, code, true);
    Expression value = new Expressions.Single(expression());
    if (!token.is(")")) {
      throw expected(")");
    }
    advance();
    if (token.kind() != Kind.END) {
      throw expected("<eof>");
    }
    code.complete(0, true, scope.slots(), Statements.giveBack(new Expression[] {value}));
    return code;
  }

  private boolean blockEnds() {
    return token.kind() == Kind.END
        || token.is("end")
        || token.is("else")
        || token.is("elseif")
        || token.is("until");
  }

  private Statement scopedBlock() {
    int mark = scope.mark();
    Statement body = block();
    scope.leave(mark);
    return body;
  }

  @Override
  Statement block() {
    deeper();
    List<Statement> statements = new ArrayList<>();
    while (!blockEnds()) {
      boolean last = token.is("return") || token.is("break");
      Statement statement = statement();
      if (statement != null) {
        statements.add(statement);
      }
      accept(";");
      if (last && !blockEnds()) {
        throw expected("<eof>");
      }
    }
    level--;
    return Statements.block(statements);
  }

  private Statement statement() {
    if (accept(";")) {
      return null;
    }
    int line = token.line();
    return switch (token.kind() == Kind.KEYWORD ? token.text() : "") {
      case "if" -> ifStatement(line);
      case "while" -> whileStatement(line);
      case "do" -> doStatement(line);
      case "for" -> forStatement(line);
      case "repeat" -> repeatStatement(line);
      case "function" -> functionStatement(line);
      case "local" -> {
        advance();
        yield accept("function") ? localFunction(line) : localStatement();
      }
      case "return" -> {
        advance();
        yield Statements.giveBack(blockEnds() || token.is(";") ? new Expression[0] : expressions());
      }
      case "break" -> {
        advance();
        yield frame -> Statement.BREAK;
      }
      default -> expressionStatement();
    };
  }

  private Statement whileStatement(int line) {
    advance();
    Expression condition = expression();
    expect("do");
    Statement body = scopedBlock();
    expectClosing("end", "while", line);
    return Statements.whileLoop(condition, body);
  }

  private Statement doStatement(int line) {
    advance();
    Statement body = scopedBlock();
    expectClosing("end", "do", line);
    return body;
  }

  private Statement ifStatement(int line) {
    List<Expression> conditions = new ArrayList<>();
    List<Statement> branches = new ArrayList<>();
    Statement otherwise = null;
    do {
      advance();
      conditions.add(expression());
      expect("then");
      branches.add(scopedBlock());
    } while (token.is("elseif"));
    if (accept("else")) {
      otherwise = scopedBlock();
    }
    expectClosing("end", "if", line);
    return Statements.choice(
        conditions.toArray(Expression[]::new), branches.toArray(Statement[]::new), otherwise);
  }

  private Statement repeatStatement(int line) {
    advance();
    int mark = scope.mark();
    Statement body = block();
    expectClosing("until", "repeat", line);
    Expression condition = expression();
    scope.leave(mark);
    return Statements.repeatLoop(body, condition);
  }

  private Statement forStatement(int line) {
    advance();
    Position position = here();
    List<String> names = new ArrayList<>();
    names.add(name());
    boolean numeric = token.is("=");
    while (!numeric && accept(",")) {
      names.add(name());
    }
    if (!numeric && !token.is("in")) {
      throw lexer.error("'=' or 'in' expected", token.text(), token.line());
    }
    advance();
    Expression[] values = expressions();
    if (numeric && (values.length < 2 || values.length > 3)) {
      throw values.length < 2 ? expected(",") : expected("do");
    }
    expect("do");
    int mark = scope.mark();
    int[] slots = new int[names.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = scope.declare(names.get(i));
    }
    Statement body = block();
    scope.leave(mark);
    expectClosing("end", "for", line);
    return numeric
        ? Statements.numericFor(position, slots[0], values, body)
        : Statements.genericFor(position, slots, values, body);
  }

  private Statement functionStatement(int line) {
    advance();
    Target target = scope.resolve(name());
    boolean method = false;
    while (token.is(".") || token.is(":")) {
      method = token.is(":");
      Position position = here();
      advance();
      target = new Expressions.Index(position, target, new Expressions.Constant(name()));
      if (method) {
        break;
      }
    }
    return Statements.assign(new Target[] {target}, new Expression[] {function(method, line)});
  }

  private Statement localFunction(int line) {
    int slot = scope.declare(name());
    return Statements.localFunction(slot, function(false, line));
  }

  private Statement localStatement() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name());
    } while (accept(","));
    Expression[] values = accept("=") ? expressions() : new Expression[0];
    int[] slots = new int[names.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = scope.declare(names.get(i));
    }
    return Statements.local(slots, values);
  }

  private Statement expressionStatement() {
    Expression first = suffixed();
    if (first instanceof Expressions.Call call) {
      return Statements.call(call);
    }
    List<Target> targets = new ArrayList<>();
    targets.add(target(first));
    while (accept(",")) {
      targets.add(target(suffixed()));
    }
    expect("=");
    return Statements.assign(targets.toArray(Target[]::new), expressions());
  }

  private Target target(Expression expression) {
    if (expression instanceof Target target) {
      return target;
    }
    throw lexer.error("syntax error", token.text(), token.line());
  }
}
