package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Makes the pieces of OpenAI's streams. */
final class OpenAiChunks {
  private final boolean chat;
  private JsonNode id;
  private JsonNode model;

  OpenAiChunks(boolean chat, String model) {
    this.chat = chat;
    this.model = model == null ? null : JsonNodeFactory.instance.textNode(model);
  }

  /** What the stream tells of itself; missing values leave what is known. */
  void known(JsonNode streamId, JsonNode streamModel) {
    id = streamId.isTextual() ? streamId : id;
    model = streamModel.isTextual() ? streamModel : model;
  }

  /** The piece that tells who speaks. */
  List<String> role(String role) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    choice.putObject("delta").put("content", "").put("role", role);
    choice.put("index", 0).putNull("logprobs");
    return List.of(frame(choice).putNull("system_fingerprint").toString());
  }

  /** A piece with text. */
  List<String> text(String text) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    if (chat) {
      choice.putObject("delta").put("content", text);
    } else {
      choice.put("text", text);
    }
    choice.putNull("finish_reason").put("index", 0).putNull("logprobs");
    return List.of(frame(choice).toString());
  }

  private ObjectNode frame(ObjectNode choice) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode();
    frame.putArray("choices").add(choice);
    if (id != null) {
      frame.set("id", id);
    }
    if (model != null) {
      frame.set("model", model);
    }
    return frame.put("object", chat ? "chat.completion.chunk" : "text_completion");
  }
}
