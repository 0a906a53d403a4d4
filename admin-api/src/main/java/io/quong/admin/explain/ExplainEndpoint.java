package io.quong.admin.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.ConfigFeed;
import io.quong.admin.cluster.Questions;
import io.quong.admin.entity.EntityService;
import io.quong.cluster.Order;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * {@code POST /quong/explain}: asks a node where a request would go, by the newest configuration or
 * by a draft of one; {@code GET /quong/explain/<request id>}: what happened to one that was traced.
 */
public final class ExplainEndpoint {
  private final EntityService service;
  private final ConfigFeed feed;
  private final Questions questions;

  public ExplainEndpoint(EntityService service, ConfigFeed feed, Questions questions) {
    this.service = service;
    this.feed = feed;
    this.questions = questions;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("POST", "/quong/explain", (Endpoint.Later) this::explain);
    endpoints.add("GET", "/quong/explain/{request_id}", (Endpoint.Later) this::trace);
  }

  private Future<Reply> explain(Call call) {
    ObjectNode question = call.body().tree().deepCopy();
    JsonNode draft = Draft.given(call, question);
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.put("text", wantsText(call)).put("question", question.toString());
    asked.put("version", feed.version());
    if (draft != null) {
      Draft drawn = Draft.of(draft, service, call);
      if (drawn.refusal() != null) {
        return Future.succeededFuture(drawn.refusal());
      }
      asked.set("draft", drawn.changes());
    }
    return questions
        .ask(Order.EXPLAIN, asked, Set.of(node(call)))
        .map(
            answers ->
                answers.isEmpty()
                    ? Reply.message(504, "the node did not answer in time")
                    : reply(answers.get(0)));
  }

  /** The one that is named, else any that is connected. */
  private UUID node(Call call) {
    Set<UUID> connected = questions.nodes();
    String named = call.query().first("node");
    if (named != null) {
      return connected.stream()
          .filter(each -> each.toString().equals(named))
          .findFirst()
          .orElseThrow(() -> AdminError.schema("node", "no such node is connected here"));
    }
    return connected.stream()
        .sorted()
        .findFirst()
        .orElseThrow(() -> AdminError.plain(503, "no node is connected that could explain"));
  }

  private Future<Reply> trace(Call call) {
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.put("text", wantsText(call)).put("trace", call.parameter("request_id"));
    return questions.ask(Order.EXPLAIN, asked, questions.nodes()).map(ExplainEndpoint::found);
  }

  /** Of the node that knows it. */
  private static Reply found(List<JsonNode> answers) {
    for (JsonNode answer : answers) {
      if (answer.path("status").asInt() != 404) {
        return reply(answer);
      }
    }
    return Reply.message(404, "there is no trace of this request");
  }

  private static Reply reply(JsonNode answer) {
    return Reply.text(
        answer.path("status").asInt(),
        answer.path("text").asBoolean()
            ? "text/plain; charset=utf-8"
            : "application/json; charset=utf-8",
        answer.path("body").asText());
  }

  private static boolean wantsText(Call call) {
    String accept = call.header("Accept");
    return accept != null && accept.startsWith("text/plain");
  }
}
