package io.quong.plugins.requesttransformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.Multipart;
import io.quong.plugins.requesttransformer.Entries.Pair;
import java.util.Locale;
import java.util.UUID;

/**
 * The body lists, by the content type that the header lists have left. A body that cannot be read
 * as that goes up as it came.
 */
final class BodyEdits {
  private BodyEdits() {}

  static void apply(UpstreamRequest upstream, Lists.Rendered lists) {
    String contentType = upstream.headers().get("Content-Type");
    if (contentType == null) {
      return;
    }
    ByteBuf raw = upstream.body();
    if (raw == null) {
      // Too long to be held: it goes up as it comes.
      return;
    }
    String body = ByteText.of(raw);
    boolean makes = !lists.add().isEmpty() || !lists.append().isEmpty();
    if (body.isEmpty() && !makes) {
      return;
    }
    // Kong looks for the type anywhere in the header, in this order.
    String type = contentType.toLowerCase(Locale.ROOT);
    String changed = null;
    if (type.contains("application/json")) {
      changed = json(body, lists);
    } else if (type.contains("multipart/form-data")) {
      changed = multipart(upstream, contentType, body, lists);
    } else if (type.contains("application/x-www-form-urlencoded")) {
      Arguments form = Arguments.parse(body, Arguments.DEFAULT_LIMIT);
      QueryEdits.edit(form, lists);
      changed = form.encode();
    }
    if (changed != null && !changed.equals(body)) {
      upstream.body(ByteText.buffer(changed));
    }
  }

  /** Null when the body is no JSON object. */
  private static String json(String body, Lists.Rendered lists) {
    ObjectNode object = body.isEmpty() ? Json.empty() : Json.object(body);
    if (object == null) {
      return null;
    }
    ObjectNode before = object.deepCopy();
    for (Pair entry : lists.remove()) {
      object.remove(ByteText.unicode(entry.name()));
    }
    for (Pair entry : lists.rename()) {
      String name = ByteText.unicode(entry.name());
      if (counts(object.get(name))) {
        object.set(ByteText.unicode(entry.value()), object.remove(name));
      }
    }
    for (Pair entry : lists.replace()) {
      String name = ByteText.unicode(entry.name());
      if (counts(object.get(name))) {
        object.put(name, ByteText.unicode(entry.value()));
      }
    }
    for (Pair entry : lists.add()) {
      String name = ByteText.unicode(entry.name());
      if (!counts(object.get(name))) {
        object.put(name, ByteText.unicode(entry.value()));
      }
    }
    for (Pair entry : lists.append()) {
      append(object, ByteText.unicode(entry.name()), ByteText.unicode(entry.value()));
    }
    return object.equals(before) && !body.isEmpty() ? null : Json.text(object);
  }

  /** In Kong's eyes a member that is false is not there, and one that is null is. */
  private static boolean counts(JsonNode value) {
    return value != null && !(value.isBoolean() && !value.booleanValue());
  }

  private static void append(ObjectNode object, String name, String value) {
    JsonNode before = object.get(name);
    if (before instanceof ArrayNode list) {
      list.add(value);
    } else if (!(before instanceof ObjectNode)) {
      ArrayNode list = object.arrayNode();
      if (before != null && before.isTextual()) {
        list.add(before);
      }
      object.set(name, list.add(value));
    }
  }

  private static String multipart(
      UpstreamRequest upstream, String contentType, String body, Lists.Rendered lists) {
    String boundary = Multipart.boundary(contentType);
    if (boundary == null) {
      if (lists.add().isEmpty()) {
        return null;
      }
      boundary = UUID.randomUUID().toString();
      upstream.headers().set("Content-Type", "multipart/form-data; boundary=" + boundary);
    }
    Multipart parts = Multipart.parse(body, boundary);
    for (Pair entry : lists.rename()) {
      parts.rename(entry.name(), entry.value());
    }
    for (Pair entry : lists.remove()) {
      parts.remove(entry.name());
    }
    for (Pair entry : lists.replace()) {
      if (parts.first(entry.name()) != null) {
        parts.set(entry.name(), entry.value());
      }
    }
    for (Pair entry : lists.add()) {
      if (parts.first(entry.name()) == null) {
        parts.set(entry.name(), entry.value());
      }
    }
    return parts.encode();
  }
}
