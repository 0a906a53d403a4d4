package io.quong.admin.lint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.store.Page;
import io.quong.admin.store.Reader;
import io.quong.admin.store.Row;
import io.quong.plugin.PluginCatalogue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code GET /quong/lint}: looks through the whole configuration, page by page. */
public final class LintEndpoint {
  private static final int PAGE = 1_000;

  /** So many findings are told; more help nobody. */
  private static final int MOST = 1_000;

  private final Reader reader;
  private final PluginCatalogue plugins;
  private final Clock clock;

  public LintEndpoint(Reader reader, PluginCatalogue plugins, Clock clock) {
    this.reader = reader;
    this.plugins = plugins;
    this.clock = clock;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/quong/lint", this::get);
  }

  private Reply get(Call call) {
    List<Finding> findings = new ArrayList<>();
    RouteLint routes = new RouteLint(findings);
    each("routes", routes::look);
    PluginLint ofPlugins = new PluginLint(reader, plugins, findings);
    each("plugins", ofPlugins::gather);
    each("plugins", ofPlugins::look);
    GatewayLint gateway = new GatewayLint(reader, findings);
    each("plugins", gateway::gather);
    each("plugins", gateway::plugin);
    each("plugins", new TemplateLint(findings)::look);
    EntityLint entities = new EntityLint(reader, clock, findings);
    each("services", entities::service);
    each("services", gateway::service);
    each("upstreams", entities::upstream);
    each("certificates", entities::certificate);
    each("ca_certificates", entities::certificate);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("total", findings.size());
    var data = body.putArray("data");
    findings.stream().limit(MOST).forEach(finding -> data.add(finding.shown()));
    return Reply.ok(body);
  }

  private void each(String kind, Consumer<Row> look) {
    String after = null;
    boolean more = true;
    while (more) {
      Page page = reader.page(kind, after, PAGE, null);
      for (Row row : page.rows()) {
        look.accept(row);
        after = row.id();
      }
      more = page.more();
    }
  }
}
