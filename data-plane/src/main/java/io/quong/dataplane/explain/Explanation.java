package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.explain.Question.Unclear;
import io.quong.dataplane.path.ProtocolRefusal;
import io.quong.dataplane.path.RequestTrace;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.router.MatchInput;
import io.quong.dataplane.runtime.Runtime;
import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.listen.status.Explainer;
import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains where a request would go, and why, by a configuration. It walks all routes: never to be
 * called on an event loop.
 */
public final class Explanation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Runtime runtime;
  private final AskedRequest asked;
  private final MatchInput input;

  private Explanation(Runtime runtime, AskedRequest asked) {
    this.runtime = runtime;
    this.asked = asked;
    this.input = asked.matchInput();
  }

  /**
   * What the Status API answers with.
   *
   * @param question as {@link AskedRequest} has it
   * @param text whether the answer is for people to read
   */
  public static Explainer.Explained answer(Runtime runtime, String question, boolean text) {
    try {
      ObjectNode told = of(runtime, Question.parse(question));
      return new Explainer.Explained(200, text, text ? ExplanationText.of(told) : told.toString());
    } catch (Unclear unclear) {
      ObjectNode message = JSON.objectNode().put("message", unclear.getMessage());
      return new Explainer.Explained(400, false, message.toString());
    }
  }

  private static ObjectNode of(Runtime runtime, Question question) throws Unclear {
    if (question.has("draft")) {
      throw new Unclear("draft: only the control plane makes one; ask its Admin API");
    }
    List<String> known = new ArrayList<>(AskedRequest.SCHEMES);
    known.addAll(AskedStream.SCHEMES);
    String scheme = question.oneOf("scheme", known, null);
    if (scheme != null && AskedStream.SCHEMES.contains(scheme)) {
      return new StreamExplanation(runtime, AskedStream.of(question, scheme)).explain();
    }
    AskedRequest asked = AskedRequest.of(question);
    Explanation explanation = new Explanation(runtime, asked);
    return explanation.explain(explanation.consumer());
  }

  /** The same of a request that has been, by the configuration that it ran on, with its trace. */
  static ObjectNode of(RequestTrace trace) {
    Explanation explanation = new Explanation(trace.runtime(), AskedRequest.of(trace));
    String consumer = trace.consumerId();
    ObjectNode told = JSON.objectNode().put("request_id", trace.requestId());
    told.setAll(
        explanation.explain(
            consumer == null ? null : trace.runtime().entities().byId(Consumer.class, consumer)));
    told.set("trace", trace.told());
    return told;
  }

  private ObjectNode explain(Consumer consumer) {
    Match match = runtime.router().match(input);
    ObjectNode answer = JSON.objectNode();
    answer.put("configuration_version", runtime.version());
    answer.set("request", request());
    new RouteExplanation(runtime, input, match).addTo(answer);
    String instead = instead(match);
    if (instead != null) {
      answer.put("answer", instead);
    }
    if (match != null) {
      answer.set(
          "upstream",
          match.service() == null
              ? null
              : new UpstreamExplanation(runtime, asked, match, consumer).show());
    }
    Route route = match == null ? null : match.route();
    new PluginExplanation(
            runtime, route == null ? runtime.globalChain() : runtime.chain(route), route, consumer)
        .addTo(answer);
    return answer;
  }

  private ObjectNode request() {
    ObjectNode request = JSON.objectNode();
    request.put("method", asked.method()).put("scheme", asked.scheme());
    request.put("http_version", asked.http2() ? "2" : "1.1").put("host", asked.host());
    request.put("path", ByteText.unicode(asked.target().rawPath()));
    request.put("normalised_path", ByteText.unicode(asked.target().path()));
    request.put("query", asked.shownQuery()).put("port", asked.port());
    return request.put("sni", asked.sni()).put("source", asked.ends().source());
  }

  /** What the gateway itself answers with, unless a plugin does; null when it asks the upstream. */
  private String instead(Match match) {
    if (match == null) {
      return "404 no Route matched with those values";
    }
    Route route = match.route();
    ProtocolRefusal refusal =
        ProtocolRefusal.of(route, asked.tls(), asked.headers().get("content-type"), asked.http2());
    if (refusal != null) {
      return refusal(refusal, route.httpsRedirectStatusCode());
    }
    if (match.service() == null) {
      return "503 no Service found with those values, unless a plugin answers";
    }
    boolean grpc = match.service().protocol().startsWith("grpc");
    return grpc && !asked.http2() ? refusal(ProtocolRefusal.HTTP2_REQUIRED, null) : null;
  }

  private static String refusal(ProtocolRefusal refusal, Integer redirect) {
    return switch (refusal) {
      case HTTPS_REQUIRED ->
          redirect == null || redirect == 426
              ? "426 Please use HTTPS protocol"
              : redirect + " to https://";
      case NOT_GRPC -> "415 Non-gRPC request matched gRPC route";
      case HTTP2_REQUIRED -> "426 Please use HTTP2 protocol";
      case GRPCS_REQUIRED -> "200 with grpc-status 1: gRPC request matched gRPCs route";
    };
  }

  private Consumer consumer() throws Unclear {
    String name = asked.consumer();
    if (name == null) {
      return null;
    }
    Consumer found = runtime.entities().byId(Consumer.class, name);
    if (found == null) {
      found = runtime.entities().unique(Consumer.class, "username", name);
    }
    if (found == null) {
      found = runtime.entities().unique(Consumer.class, "custom_id", name);
    }
    if (found == null) {
      throw new Unclear("consumer: there is none with this id or name: " + name);
    }
    return found;
  }
}
