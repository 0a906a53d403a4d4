package io.quong.plugins.aiprompttemplate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PromptTemplateTest {
  @Test
  void valuesCannotEndTheirText() {
    PromptTemplate template = new PromptTemplate("{\"a\": \"{{x}} {{ y }} {{y_1}}\"}");
    assertEquals(List.of("x", "y_1"), template.missing(Map.of()));
    assertEquals(
        "{\"a\": \"\\\", \\\"b\\\": \\\"\\n {{ y }} 2\"}",
        template.render(Map.of("x", "\", \"b\": \"\n", "y_1", "2")));
  }
}
