package io.quong.plugin.template;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/**
 * A JSONata expression, compiled once. Safe for threads. It looks at its input alone: nothing of it
 * reaches files, networks or code, and a text of the input never becomes an expression.
 */
public final class Template {
  /** Milliseconds that one evaluation may take. */
  public static final int MAX_MILLIS = 250;

  /** How deep its calls may be nested. */
  private static final int MAX_DEPTH = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Jsonata expression;
  private final String text;

  /**
   * Compiles it.
   *
   * @throws TemplateException naming the place of what is wrong
   */
  public Template(String text) {
    this.text = text;
    try {
      this.expression = Jsonata.jsonata(text);
    } catch (JException wrong) {
      throw new TemplateException(wrong.getMessage(), wrong.getLocation());
    }
    if (expression.getErrors() != null && !expression.getErrors().isEmpty()) {
      throw new TemplateException(expression.getErrors().get(0).getMessage(), -1);
    }
  }

  /**
   * What it makes of the input; a missing node when that is nothing. May take up to {@link
   * #MAX_MILLIS}, so not on an event loop.
   *
   * @throws TemplateException when it fails, or takes too long or goes too deep
   */
  public JsonNode apply(JsonNode input) {
    return apply(input, Map.of());
  }

  /**
   * The same with variables, which the template writes with a dollar sign: {@code $request}.
   *
   * @throws TemplateException as above
   */
  public JsonNode apply(JsonNode input, Map<String, JsonNode> variables) {
    Jsonata.Frame frame = expression.createFrame();
    frame.setRuntimeBounds(MAX_MILLIS, MAX_DEPTH);
    frame.<String, Object>bind(
        "eval",
        source -> {
          throw new TemplateException("$eval is not available", -1);
        });
    variables.forEach((name, value) -> frame.bind(name, plain(value)));
    try {
      Object result = expression.evaluate(plain(input), frame);
      return result == null ? MissingNode.getInstance() : JSON.valueToTree(result);
    } catch (JException failed) {
      throw new TemplateException(failed.getMessage(), failed.getLocation());
    } catch (StackOverflowError tooDeep) {
      throw new TemplateException("it goes too deep", -1);
    }
  }

  private static Object plain(JsonNode value) {
    return JSON.convertValue(value, Object.class);
  }

  /** Whether the result counts as true: neither nothing nor null, false, 0, empty text or list. */
  public boolean holds(JsonNode input) {
    JsonNode result = apply(input);
    return switch (result.getNodeType()) {
      case BOOLEAN -> result.booleanValue();
      case NUMBER -> result.doubleValue() != 0;
      case STRING -> !result.asText().isEmpty();
      case ARRAY, OBJECT -> !result.isEmpty();
      default -> false;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
