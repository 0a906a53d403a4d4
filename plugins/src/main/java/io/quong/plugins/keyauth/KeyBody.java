package io.quong.plugins.keyauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.MediaType;
import io.quong.plugin.message.Multipart;
import java.util.ArrayList;
import java.util.List;

/** The fields of a request body; one that cannot be read has none. */
sealed interface KeyBody {
  /** The values of a field, as {@link Arguments} has them; empty when it is absent. */
  List<String> values(String name);

  /** Sends the body without the field; nothing when it is absent. */
  void remove(Exchange exchange, String name);

  /** Reads the body that would go up; null when it has no fields. */
  static KeyBody read(Exchange exchange) {
    ByteBuf raw = exchange.upstream().body();
    if (raw == null || !raw.isReadable()) {
      return null;
    }
    String contentType = exchange.upstream().headers().get("Content-Type");
    String text = ByteText.of(raw);
    return switch (MediaType.ofPrefix(contentType)) {
      case FORM -> new Form(Arguments.parse(text, Arguments.DEFAULT_LIMIT));
      case JSON -> json(text);
      case MULTIPART -> {
        String boundary = Multipart.boundary(contentType);
        yield boundary == null ? null : new Parts(Multipart.parse(text, boundary));
      }
      case OTHER -> null;
    };
  }

  private static KeyBody json(String text) {
    ObjectNode object = Json.object(text);
    return object == null ? null : new Members(object);
  }

  /** Form fields. */
  record Form(Arguments fields) implements KeyBody {
    @Override
    public List<String> values(String name) {
      return fields.all(name);
    }

    @Override
    public void remove(Exchange exchange, String name) {
      if (fields.contains(name)) {
        fields.remove(name);
        exchange.upstream().body(ByteText.buffer(fields.encode()));
      }
    }
  }

  /** Members of a JSON object: text is a key, a list or an object counts as several. */
  record Members(ObjectNode members) implements KeyBody {
    private static final List<String> SEVERAL = List.of("", "");
    private static final List<String> NO_TEXT = List.of(Arguments.PRESENT);

    @Override
    public List<String> values(String name) {
      JsonNode value = members.get(ByteText.unicode(name));
      if (value == null) {
        return List.of();
      }
      if (value.isContainerNode()) {
        return SEVERAL;
      }
      return value.isTextual() ? List.of(ByteText.of(value.textValue())) : NO_TEXT;
    }

    @Override
    public void remove(Exchange exchange, String name) {
      if (members.remove(ByteText.unicode(name)) != null) {
        exchange.upstream().body(ByteText.buffer(Json.text(members)));
      }
    }
  }

  /** Parts of a multipart body. */
  record Parts(Multipart parts) implements KeyBody {
    @Override
    public List<String> values(String name) {
      List<String> values = new ArrayList<>(1);
      for (Multipart.Part part : parts.parts()) {
        if (part.name().equals(name)) {
          values.add(part.content());
        }
      }
      return values;
    }

    @Override
    public void remove(Exchange exchange, String name) {
      if (parts.first(name) != null) {
        parts.remove(name);
        exchange.upstream().body(ByteText.buffer(parts.encode()));
      }
    }
  }
}
