package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.NodesEndpoint;
import io.quong.admin.entity.Kinds;
import io.quong.admin.store.Reader;
import io.quong.admin.store.StoredEntity;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** {@code /config} of a node without a database. */
public final class ConfigEndpoint {
  private static final Logger LOG = Logger.getLogger(ConfigEndpoint.class);
  private static final Set<String> YES = Set.of("1", "true", "on", "yes");

  /** So many seconds the answer waits for the node to run it. */
  private static final String PATIENCE = "30";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DeclaredConfiguration configuration;
  private final Kinds kinds;
  private final Reader reader;
  private final NodesEndpoint nodes;
  private final AtomicBoolean loading = new AtomicBoolean();

  public ConfigEndpoint(
      DeclaredConfiguration configuration, Kinds kinds, Reader reader, NodesEndpoint nodes) {
    this.configuration = configuration;
    this.kinds = kinds;
    this.reader = reader;
    this.nodes = nodes;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/config", this::get);
    endpoints.add("POST", "/config", (Endpoint.Later) this::post);
  }

  private Reply get(Call call) {
    ObjectNode document = new DocumentExport(kinds, reader).document();
    return Reply.ok(
        JsonNodeFactory.instance.objectNode().put("config", DocumentText.write(document)));
  }

  /**
   * A document as it came.
   *
   * @param tree null when it is a text
   */
  private record Given(String text, ObjectNode tree) {}

  private Future<Reply> post(Call call) {
    if (!loading.compareAndSet(false, true)) {
      return Future.succeededFuture(
          Reply.message(429, "Currently loading previous configuration").with("Retry-After", "1"));
    }
    try {
      return load(call);
    } finally {
      loading.set(false);
    }
  }

  private Future<Reply> load(Call call) {
    Given given = given(call);
    String hash = DocumentText.hash(given.text());
    if (given.tree() == null
        && "1".equals(parameter(call, "check_hash"))
        && hash.equals(configuration.hash())) {
      return Future.succeededFuture(new Reply(304, null, null, Map.of()));
    }
    List<StoredEntity> entities;
    try {
      entities =
          given.tree() == null
              ? configuration.documents().load(given.text())
              : configuration.documents().load(given.tree());
    } catch (DocumentFault fault) {
      String flat = parameter(call, "flatten_errors");
      boolean flatten = flat != null && YES.contains(flat) && fault.isOfEntities();
      throw flatten
          ? AdminError.declarative(fault.rest(), fault.flattened())
          : AdminError.declarative(fault.fields(), null);
    }
    configuration.replace(entities, hash);
    try {
      configuration.keep(given.text(), hash);
    } catch (IOException full) {
      LOG.warnf("the configuration runs, but is not kept for a restart: %s", full.getMessage());
    }
    long version = reader.version();
    Reply reply = Reply.json(201, shown(entities)).withVersion(version);
    return nodes.nodes(Long.toString(version), PATIENCE).map(waited -> reply);
  }

  private ObjectNode shown(List<StoredEntity> entities) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (StoredEntity entity : entities) {
      shown
          .withObject("/" + entity.kind())
          .set(entity.id(), kinds.get(entity.kind()).schema().show(entity.body()));
    }
    return shown;
  }

  private static String parameter(Call call, String name) {
    if (call.query().has(name)) {
      return call.query().first(name);
    }
    return call.body().tree().path(name).isValueNode()
        ? call.body().tree().path(name).asText()
        : null;
  }

  private static Given given(Call call) {
    String type = call.header("Content-Type");
    if (type != null && (type.startsWith("application/yaml") || type.startsWith("text/yaml"))) {
      String text = new String(call.rawBody(), StandardCharsets.UTF_8);
      if (text.isEmpty()) {
        throw AdminError.plain(400, "expected a declarative configuration");
      }
      return new Given(text, null);
    }
    Body body = call.body();
    JsonNode member = body.tree().path("config");
    if (!body.tree().has("_format_version") && member.isTextual()) {
      return new Given(member.asText(), null);
    }
    if (call.rawBody().length == 0) {
      throw AdminError.plain(400, "expected a declarative configuration");
    }
    if (body.form() && !body.tree().has("_format_version")) {
      return new Given(new String(call.rawBody(), StandardCharsets.UTF_8), null);
    }
    try {
      return new Given(JSON.writeValueAsString(body.tree()), body.tree());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
