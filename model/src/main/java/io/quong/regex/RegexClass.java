package io.quong.regex;

import io.quong.regex.RegexFault.Found;

/** A class of characters in brackets, perhaps with others in it. */
final class RegexClass {
  private final RegexGrammar grammar;
  private final String regex;

  RegexClass(RegexGrammar grammar) {
    this.grammar = grammar;
    this.regex = grammar.regex();
  }

  void skip() {
    int open = grammar.at();
    int at = open + 1;
    if (charAt(at) == '^') {
      at++;
    }
    while (charAt(at) == '-') {
      at++;
    }
    if (charAt(at) == ']') {
      at++;
    }
    grammar.moveTo(at);
    while (charAt(grammar.at()) != ']') {
      if (grammar.at() >= regex.length()) {
        throw new Found("unclosed character class", open, open + 1);
      }
      item(open);
    }
    grammar.moveTo(grammar.at() + 1);
  }

  private void item(int open) {
    int start = grammar.at();
    if (charAt(start) == '[') {
      if (!posix(start)) {
        new RegexClass(grammar).skip();
      }
      return;
    }
    int low = character();
    int dash = grammar.at();
    if (charAt(dash) != '-' || charAt(dash + 1) == ']' || charAt(dash + 1) == '-') {
      return;
    }
    grammar.moveTo(dash + 1);
    if (dash + 1 >= regex.length()) {
      throw new Found("unclosed character class", open, open + 1);
    }
    int from = dash + 1;
    int high = character();
    if (low < 0 || high < 0) {
      throw new Found(
          "invalid range boundary, must be a literal",
          low < 0 ? start : from,
          low < 0 ? dash : grammar.at());
    }
    if (low > high) {
      throw new Found(
          "invalid character class range, the start must be <= the end", start, grammar.at());
    }
  }

  private boolean posix(int start) {
    int end = regex.startsWith("[:", start) ? regex.indexOf(":]", start + 2) : -1;
    if (end < 0) {
      return false;
    }
    for (int i = start + 2; i < end; i++) {
      if (charAt(i) != '^' && !Character.isLetter(charAt(i))) {
        return false;
      }
    }
    grammar.moveTo(end + 2);
    return true;
  }

  private int character() {
    int at = grammar.at();
    if (charAt(at) == '\\') {
      return grammar.escape(true);
    }
    int c = regex.codePointAt(at);
    grammar.moveTo(at + Character.charCount(c));
    return c;
  }

  private char charAt(int i) {
    return i < regex.length() ? regex.charAt(i) : 0;
  }
}
