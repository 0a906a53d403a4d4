package io.quong.plugins.airesponsetransformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Answer;
import io.quong.plugin.ServiceCall;
import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmRequest;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The upstream's answer with another body. */
final class UpstreamAnswer {
  /** What an unpacked body may have. */
  private static final int MAX_BODY = 32 << 20;

  private static final Set<String> OF_THE_BODY =
      Set.of("content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive");

  private final int status;
  private final List<String> headers = new ArrayList<>();

  UpstreamAnswer(ServiceCall.Reply reply) {
    this.status = reply.status();
    for (int i = 0; i < reply.headers().size(); i += 2) {
      if (!OF_THE_BODY.contains(reply.headers().get(i).toLowerCase(Locale.ROOT))) {
        headers.add(reply.headers().get(i));
        headers.add(reply.headers().get(i + 1));
      }
    }
  }

  /** The body, unpacked. */
  static String text(ServiceCall.Reply reply) {
    for (int i = 0; i < reply.headers().size(); i += 2) {
      if (reply.headers().get(i).equalsIgnoreCase("Content-Encoding")
          && reply.headers().get(i + 1).equalsIgnoreCase("gzip")) {
        return unpacked(reply);
      }
    }
    return reply.body().toString(StandardCharsets.UTF_8);
  }

  private static String unpacked(ServiceCall.Reply reply) {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(reply.body().getBytes()))) {
      return new String(in.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      return reply.body().toString(StandardCharsets.UTF_8);
    }
  }

  Step with(String body) {
    return Step.respond(new Answer(status, new Answer.Body.Text(body), headers));
  }

  /** An answer that the model's JSON describes: headers beside the upstream's, status and body. */
  Step instructed(String text) {
    JsonNode read = Json.value(ByteText.of(text));
    if (!(read instanceof ObjectNode instructions)) {
      return LlmRequest.refuse(
          500,
          "failed to parse JSON response instructions from AI backend: "
              + (read == null ? "it is no JSON" : "it is no object"));
    }
    List<String> all = new ArrayList<>(headers);
    for (var each : instructions.path("headers").properties()) {
      for (int i = all.size() - 2; i >= 0; i -= 2) {
        if (all.get(i).equalsIgnoreCase(each.getKey())) {
          all.remove(i + 1);
          all.remove(i);
        }
      }
      all.add(each.getKey());
      all.add(each.getValue().asText());
    }
    int given = instructions.path("status").asInt(200);
    JsonNode body = instructions.path("body");
    String sent = body.isTextual() ? body.asText() : body.isMissingNode() ? text : body.toString();
    return Step.respond(
        new Answer(given >= 100 && given <= 599 ? given : 200, new Answer.Body.Text(sent), all));
  }
}
