package io.quong.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Matcher;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RequiredLiteralTest {
  @Test
  void theLongestRunBehindTheBeginning() {
    assertEquals("/thing-7", RequiredLiteral.behindPrefix("/api/\\d+/thing-7$"));
    assertEquals("/x.y", RequiredLiteral.behindPrefix("/a/[^/]+/x\\.y"));
    assertEquals("/ord", RequiredLiteral.behindPrefix("/a/(?P<id>\\d+)/ords?"));
    assertEquals("bc", RequiredLiteral.behindPrefix("/a.*bc+"));
    assertEquals("é/", RequiredLiteral.behindPrefix("/é?é/.*"));
  }

  @Test
  void noneWhenItIsNotSure() {
    assertEquals("", RequiredLiteral.behindPrefix("/plain"));
    assertEquals("", RequiredLiteral.behindPrefix("/a/\\d+/x|/b/\\d+/y"));
    assertEquals("", RequiredLiteral.behindPrefix("/(?i)a.*bcd"));
    assertEquals("", RequiredLiteral.behindPrefix("/a(x|y)(bcd)?"));
    assertEquals("", RequiredLiteral.behindPrefix("/a[bcd]x{0,2}"));
  }

  @Test
  void noneWhenDialectsDiffer() {
    assertEquals("", RequiredLiteral.behindPrefix("/.(?<n>x)\\k<n>abc"));
    assertEquals("", RequiredLiteral.behindPrefix("/.(x)\\1abc"));
    assertEquals("", RequiredLiteral.behindPrefix("/.x(*ACCEPT)abc"));
    assertEquals("", RequiredLiteral.behindPrefix("/.x{a|bc}abc"));
    assertEquals("", RequiredLiteral.behindPrefix("/.\\x(a|b)abc"));
    assertEquals("", RequiredLiteral.behindPrefix("/.abc\\x{61"));
  }

  @Test
  void whatAnExpressionFitsHasItsPrefixAndItsLiteral() {
    Random random = new Random(11);
    String[] parts = {
      "/",
      "a",
      "b",
      "ab",
      "\\.",
      "\\d",
      "\\w+",
      "[ab]",
      "[^]a]",
      "[]b]",
      "(a|b)",
      "(?:ab)?",
      "(?P<n>a)",
      ".*",
      "x?",
      "y+",
      "c{2}",
      "|",
      "\\x61",
      "\\x{62}",
      "\\pL",
      "\\p{Nd}",
      "é",
      "[[:alpha:]]"
    };
    int fits = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder regex = new StringBuilder("/");
      for (int n = random.nextInt(6); n > 0; n--) {
        regex.append(parts[random.nextInt(parts.length)]);
      }
      String text = text(random);
      Matcher matcher;
      try {
        matcher = RustRegex.compile(regex.toString(), 0).matcher(text);
      } catch (PatternSyntaxException twoAlternatives) {
        continue;
      }
      if (matcher.lookingAt()) {
        fits++;
        String literal = RequiredLiteral.behindPrefix(regex.toString());
        assertTrue(text.contains(literal), regex + " " + text + " " + literal);
        assertTrue(text.startsWith(RustRegex.literalPrefix(regex.toString())), regex + " " + text);
      }
    }
    assertTrue(fits > 5_000, "only " + fits + " fits");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("/");
    for (int n = random.nextInt(8); n > 0; n--) {
      text.append("/abxyc.1é]".charAt(random.nextInt(10)));
    }
    return text.toString();
  }
}
