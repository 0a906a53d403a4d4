package io.quong.admin.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.ClusterServer;
import io.quong.cluster.Order;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code POST /quong/explain/tokens}: gives out a token for {@code X-Quong-Explain}. It is for
 * certain nodes and for a short time; nobody but the asker ever has it, nodes get its digest.
 */
public final class TokenEndpoint {
  private static final int BYTES = 24;
  private static final int DEFAULT_SECONDS = 300;
  private static final int MOST_SECONDS = 3_600;
  private static final Set<String> FIELDS = Set.of("seconds", "nodes");

  private final ClusterServer cluster;
  private final SecureRandom random;
  private final Clock clock;

  public TokenEndpoint(ClusterServer cluster, SecureRandom random, Clock clock) {
    this.cluster = cluster;
    this.random = random;
    this.clock = clock;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("POST", "/quong/explain/tokens", (Endpoint.Later) this::post);
  }

  private Future<Reply> post(Call call) {
    ObjectNode asked = call.body().tree();
    asked
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw AdminError.schema(name, "unknown field");
              }
            });
    int seconds = seconds(asked.path("seconds"));
    JsonNode nodes = asked.path("nodes");
    if (!nodes.isMissingNode() && !nodes.isNull() && !nodes.isArray()) {
      throw AdminError.schema("nodes", "expected an array");
    }
    return cluster.liveNodes().compose(live -> give(chosen(nodes, live), seconds));
  }

  private static int seconds(JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return DEFAULT_SECONDS;
    }
    // A form has texts alone.
    String text = given.asText();
    int seconds = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw AdminError.schema("seconds", "value should be between 1 and " + MOST_SECONDS);
    }
    return seconds;
  }

  /** Those that are named, or all that live. */
  private static Set<String> chosen(JsonNode named, List<String> live) {
    Set<String> chosen = new TreeSet<>();
    for (JsonNode each : named) {
      if (!live.contains(each.asText())) {
        throw AdminError.schema("nodes", "no such node is live: " + each.asText());
      }
      chosen.add(each.asText());
    }
    return named.isArray() ? chosen : new TreeSet<>(live);
  }

  private Future<Reply> give(Set<String> nodes, int seconds) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("digest", digest(token)).put("seconds", seconds);
    ArrayNode ordered = order.putArray("nodes");
    nodes.forEach(ordered::add);
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.put("token", token).put("expires_at", clock.instant().getEpochSecond() + seconds);
    reply.set("nodes", ordered);
    return cluster
        .orders()
        .give(Order.EXPLAIN_TOKEN, order)
        .map(given -> Reply.json(201, reply).with("Cache-Control", "no-store"));
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
