package io.quong.plugin.template;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A JSONata expression, compiled once. Safe for threads. It looks at its input alone: nothing of it
 * reaches files, networks or code, and a text of the input never becomes an expression.
 */
public final class Template {
  /** Milliseconds that one evaluation may take. */
  public static final int MAX_MILLIS = Bounds.MAX_MILLIS;

  /** Characters of a template that a message shows. */
  private static final int SHOWN = 60;

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
   * @throws TemplateException when it fails, takes too long, goes too deep or makes too much
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
    return apply(input, variables, MAX_MILLIS);
  }

  /**
   * For small inputs on an event loop: ends after 20 ms.
   *
   * @throws TemplateException as above
   */
  public JsonNode applyAtOnce(JsonNode input) {
    return apply(input, Map.of(), Bounds.AT_ONCE_MILLIS);
  }

  private JsonNode apply(JsonNode input, Map<String, JsonNode> variables, int millis) {
    Jsonata.Frame frame = expression.createFrame();
    frame.<String, Object>bind(
        "eval",
        source -> {
          throw new TemplateException("$eval is not available", -1);
        });
    variables.forEach((name, value) -> frame.bind(name, Plain.of(value)));
    Object plain = Plain.of(input);
    Bounds.watch(frame, millis);
    try {
      return Plain.tree(expression.evaluate(plain, frame));
    } catch (TemplateException ours) {
      throw failed(ours.getMessage(), -1);
    } catch (JException wrong) {
      throw failed(wrong.getMessage(), wrong.getLocation());
    } catch (StackOverflowError tooDeep) {
      throw failed("it goes too deep", -1);
    } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException odd) {
      // The library's own way of saying that a function got what it cannot work on.
      throw failed("it cannot be worked out: " + odd.getMessage(), -1);
    }
  }

  /** With the beginning of the template, by which the one that failed is found among others. */
  private TemplateException failed(String message, int position) {
    String line = text.strip().replaceAll("\\s+", " ");
    String begin = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    String place = position < 0 ? "" : " (at character " + position + ")";
    return new TemplateException(message + place + ", in the template " + begin, -1);
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
