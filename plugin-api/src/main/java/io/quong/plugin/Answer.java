package io.quong.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer that the gateway makes itself. Two families, as Kong has them: {@link #exit} sends what
 * it is given (a JSON body is compact, without a request id); {@link #error} sends the gateway's
 * error body in the format that the client accepts, with the request id.
 *
 * @param status 100 to 599
 * @param body what to send
 * @param headers name and value, in pairs; they replace what the response has under that name
 */
public record Answer(int status, Body body, List<String> headers) {
  /** The forms of a body. */
  public sealed interface Body {
    /** No body; {@code Content-Length: 0}. */
    record Empty() implements Body {}

    /**
     * Compact JSON; {@code Content-Type: application/json; charset=utf-8} unless a header says
     * otherwise.
     */
    record Json(JsonNode value) implements Body {}

    /** Text as it is, in UTF-8, without a content type of its own. */
    record Text(String value) implements Body {}

    /** The gateway's error body by {@code Accept}; a null message is the status's own text. */
    record ErrorPage(String message) implements Body {}

    /** The server's own page for the status, in the format that the client accepts. */
    record Page() implements Body {}

    /** A buffer that the answer owns and the gateway releases. */
    record Buffer(ByteBuf value) implements Body {}
  }

  public static Answer exit(int status) {
    return new Answer(status, new Body.Empty(), List.of());
  }

  public static Answer exit(int status, JsonNode body) {
    return new Answer(status, new Body.Json(body), List.of());
  }

  public static Answer exit(int status, String body) {
    return new Answer(status, new Body.Text(body), List.of());
  }

  /** Kong's {@code kong.response.error(status, message)}; null for the status's own text. */
  public static Answer error(int status, String message) {
    return new Answer(status, new Body.ErrorPage(message), List.of());
  }

  /**
   * nginx's {@code ngx.exit(status)}: its page, or Kong's for the statuses that Kong takes over.
   */
  public static Answer page(int status) {
    return new Answer(status, new Body.Page(), List.of());
  }

  /** The same answer with one more header. */
  public Answer with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Answer(status, body, List.copyOf(more));
  }
}
