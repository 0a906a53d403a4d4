package io.quong.lua;

import io.quong.lua.Lexer.Kind;
import io.quong.lua.Lexer.Token;

/** The tokens of a source with one of look-ahead, and what the parsers ask of them. */
class TokenReader {
  static final int MAX_LEVELS = 150;

  final String chunk;
  final Lexer lexer;
  Token token;
  private Token ahead;
  int level;

  TokenReader(String chunk, String source) {
    this.chunk = chunk;
    this.lexer = new Lexer(chunk, source);
    this.token = lexer.next();
  }

  void advance() {
    token = ahead != null ? ahead : lexer.next();
    ahead = null;
  }

  Token peek() {
    if (ahead == null) {
      ahead = lexer.next();
    }
    return ahead;
  }

  Position here() {
    return new Position(chunk, token.line());
  }

  LuaException expected(String what) {
    return lexer.error("'" + what + "' expected", token.text(), token.line());
  }

  LuaException unexpected() {
    return lexer.error("unexpected symbol", token.text(), token.line());
  }

  boolean accept(String word) {
    if (!token.is(word)) {
      return false;
    }
    advance();
    return true;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw expected(word);
    }
  }

  void expectClosing(String word, String opening, int line) {
    if (token.is(word)) {
      advance();
    } else if (line == token.line()) {
      throw expected(word);
    } else {
      throw lexer.error(
          "'" + word + "' expected (to close '" + opening + "' at line " + line + ")",
          token.text(),
          token.line());
    }
  }

  String name() {
    if (token.kind() != Kind.NAME) {
      throw lexer.error("<name> expected", token.text(), token.line());
    }
    String name = token.text();
    advance();
    return name;
  }

  void deeper() {
    if (++level > MAX_LEVELS) {
      throw new LuaException(chunk + ":" + token.line() + ": chunk has too many syntax levels");
    }
  }
}
