package io.quong.admin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.Questions;
import io.vertx.core.Future;

/** {@code /proxy-cache}: looks into what nodes keep of answers, and removes it everywhere. */
public final class ProxyCacheEndpoints {
  /** The page of nginx, which Kong leaves such an answer to. */
  private static final Reply NOT_FOUND =
      Reply.text(
          404,
          "text/html; charset=UTF-8",
          """
          <html>\r
          <head><title>404 Not Found</title></head>\r
          <body>\r
          <center><h1>404 Not Found</h1></center>\r
          </body>\r
          </html>\r
          """);

  private static final String PLUGIN = "proxy-cache";

  private final Questions questions;

  public ProxyCacheEndpoints(Questions questions) {
    this.questions = questions;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("DELETE", "/proxy-cache", (Endpoint.Later) this::empty);
    // What is kept belongs to no instance: the one that the second path names does not matter.
    for (String path :
        new String[] {"/proxy-cache/{cache_key}", "/proxy-cache/{plugin_id}/caches/{cache_key}"}) {
      endpoints.add("GET", path, (Endpoint.Later) this::show);
      endpoints.add("DELETE", path, (Endpoint.Later) this::remove);
    }
  }

  private Future<Reply> empty(Call call) {
    return questions
        .ask(PLUGIN, JsonNodeFactory.instance.objectNode().put("purge_all", true))
        .map(answers -> Reply.noContent());
  }

  private Future<Reply> show(Call call) {
    return entry("get", call).map(entry -> entry == null ? NOT_FOUND : Reply.ok(entry));
  }

  private Future<Reply> remove(Call call) {
    return entry("purge", call).map(entry -> entry == null ? NOT_FOUND : Reply.noContent());
  }

  /** The entry of the first node that has one; null when none has. */
  private Future<JsonNode> entry(String question, Call call) {
    return questions
        .ask(
            PLUGIN,
            JsonNodeFactory.instance.objectNode().put(question, call.parameter("cache_key")))
        .map(
            answers ->
                answers.stream()
                    .map(answer -> answer.get("entry"))
                    .filter(entry -> entry != null)
                    .findFirst()
                    .orElse(null));
  }
}
