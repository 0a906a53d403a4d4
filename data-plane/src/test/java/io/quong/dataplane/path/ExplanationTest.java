package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quong.dataplane.explain.Explanation;
import io.quong.listen.status.Explainer;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of where a request would go. */
class ExplanationTest {
  private final ProxyNode node =
      new ProxyNode(
          Map.of(),
          List.of(
              Scripted.of("low", 1, new Plugin() {}, Phase.LOG),
              Scripted.of("high", 2, new Plugin() {}, Phase.ACCESS, Phase.LOG)));

  @AfterEach
  void close() {
    node.close();
  }

  private Explainer.Explained explained(String question, boolean text) {
    return Explanation.answer(node.builder.holder().current(), question.replace('\'', '"'), text);
  }

  private JsonNode told(String question) {
    try {
      return ProxyNode.JSON.readTree(explained(question, false).body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void routes() {
    node.service("s", "127.0.0.1", 9, "'path':'/base'")
        .route("short", "s", "/a", "")
        .route("long", "s", "/a/b", "")
        .route("other", "s", "/c", "")
        .plugin("low", "{'word':'x'}", "")
        .plugin("low", "{'word':'y'}", "'route':{'id':'" + ProxyNode.id("long") + "'}")
        .plugin("high", "{'word':'z'}", "")
        .apply();
  }

  @Test
  void theRouteAndWhyOthersLost() {
    routes();
    JsonNode told = told("{'path':'/a/./b/%63?q=1','host':'x.test'}");
    assertEquals("long", told.at("/route/name").textValue());
    assertEquals("[\"paths\"]", told.at("/route/matched_by").toString());
    assertEquals("/a/b/c", told.at("/request/normalised_path").textValue());
    assertEquals("short", told.at("/other_routes/0/name").textValue());
    assertEquals("priority", told.at("/other_routes/0/lost_by").textValue());
    assertEquals(
        "the route that won has the longer path", told.at("/other_routes/0/because").textValue());
    assertEquals("other", told.at("/other_routes/1/name").textValue());
    assertEquals("paths", told.at("/other_routes/1/lost_by").textValue());
    assertEquals("/base/c?q=1", told.at("/upstream/path").textValue());
    assertEquals("127.0.0.1:9", told.at("/upstream/host").textValue());
  }

  @Test
  void thePluginsInTheirOrderWithTheirScopes() {
    routes();
    JsonNode plugins = told("{'path':'/a/b'}").get("plugins");
    assertEquals(2, plugins.size());
    assertEquals("high", plugins.at("/0/name").textValue());
    assertEquals("global", plugins.at("/0/scope").textValue());
    assertEquals("low", plugins.at("/1/name").textValue());
    assertEquals("route", plugins.at("/1/scope").textValue());
    assertEquals("global", plugins.at("/1/won_over/0/scope").textValue());
    assertEquals(
        "route (6 of 8) goes before global (8 of 8)",
        plugins.at("/1/won_over/0/because").textValue());
    assertEquals("{\"word\":\"y\"}", plugins.at("/1/config").toString());
  }

  @Test
  void aTextForPeople() {
    routes();
    String text = explained("{'path':'/a/b'}", true).body();
    assertEquals(
        "route     long (" + ProxyNode.id("long") + "), by paths", text.split("\n", -1)[1]);
    assertFalse(text.contains("null"), text);
  }

  @Test
  void whatCannotBeUnderstoodIsABadRequestWithTheField() {
    assertEquals(
        new Explainer.Explained(
            400, false, "{\"message\":\"port: expected an integer between 1 and 65535\"}"),
        explained("{'port':0}", false));
    assertEquals(
        new Explainer.Explained(400, false, "{\"message\":\"pth: unknown field\"}"),
        explained("{'pth':'/'}", true));
    assertEquals(
        new Explainer.Explained(400, false, "{\"message\":\"the body is no JSON\"}"),
        explained("{", true));
  }

  @Test
  void aGrpcRequestIsExplainedByItsOwnRules() {
    node.put(
            "services",
            "g",
            "{'name':'g','protocol':'grpc','host':'127.0.0.1','port':9,'enabled':true}")
        .route("rpc", "g", "/pkg.S", "'protocols':['grpc']")
        .apply();
    JsonNode told = told("{'scheme':'grpc','path':'/pkg.S/Do'}");
    assertEquals("rpc", told.at("/route/name").textValue());
    assertEquals("POST", told.at("/request/method").textValue());
    assertEquals("2", told.at("/request/http_version").textValue());
    assertEquals("/pkg.S/Do", told.at("/upstream/path").textValue());
    assertFalse(told.has("answer"));
    assertEquals(
        "415 Non-gRPC request matched gRPC route",
        told("{'path':'/pkg.S/Do'}").get("answer").textValue());
    assertEquals(
        "426 Please use HTTP2 protocol",
        told("{'scheme':'grpc','http_version':'1.1','path':'/pkg.S/Do'}")
            .get("answer")
            .textValue());
  }

  @Test
  void theTargetOfAHashIsTold() {
    node.put(
            "upstreams",
            "u",
            "{'name':'pool','algorithm':'consistent-hashing','hash_on':'header','slots':1000,"
                + "'hash_on_header':'x-user','hash_fallback':'none'}")
        .put(
            "targets",
            "t1",
            "{'target':'127.0.0.1:9001','weight':100,'upstream':{'id':'"
                + ProxyNode.id("u")
                + "'}}")
        .put(
            "targets",
            "t2",
            "{'target':'127.0.0.1:9002','weight':100,'upstream':{'id':'"
                + ProxyNode.id("u")
                + "'}}")
        .service("s", "pool", 80, "")
        .route("r", "s", "/", "")
        .apply();
    JsonNode told = told("{'headers':{'X-User':'ann'}}").at("/upstream/balancing");
    assertEquals(2, told.get("targets").size());
    assertEquals(0.5, told.at("/targets/0/share").doubleValue());
    assertEquals(
        told.get("choice"),
        told("{'headers':{'X-User':'ann'},'source':'10.1.1.1'}").at("/upstream/balancing/choice"));
    assertEquals("127.0.0.1:900", told.get("choice").textValue().substring(0, 13));
  }

  @Test
  void aConsumersInstanceGoesBeforeTheRoutes() {
    routes();
    node.put("consumers", "ann", "{'username':'ann'}")
        .plugin("low", "{'word':'c'}", "'consumer':{'id':'" + ProxyNode.id("ann") + "'}")
        .apply();
    JsonNode told = told("{'path':'/a/b','consumer':'ann'}");
    JsonNode low = told.at("/plugins/1");
    assertEquals("consumer", low.get("scope").textValue());
    assertEquals(5, low.get("precedence").intValue());
    assertEquals(2, low.get("won_over").size());
    assertEquals("route", low.at("/won_over/0/scope").textValue());
    assertEquals(
        "consumer: there is none with this id or name: bob",
        told("{'consumer':'bob'}").get("message").textValue());
  }

  @Test
  void aStreamIsExplained() {
    node.put(
            "services",
            "t",
            "{'name':'t','protocol':'tcp','host':'127.0.0.1','port':9,'enabled':true}")
        .put(
            "routes",
            "db",
            "{'name':'db','protocols':['tcp'],'destinations':[{'port':5432}],'service':{'id':'"
                + ProxyNode.id("t")
                + "'}}")
        .put(
            "routes",
            "tls",
            "{'name':'tls','protocols':['tls'],'snis':['a.test'],'service':{'id':'"
                + ProxyNode.id("t")
                + "'}}")
        .apply();
    JsonNode told = told("{'scheme':'tcp','port':5432}");
    assertEquals("db", told.at("/route/name").textValue());
    assertEquals("[\"protocols\",\"destinations\"]", told.at("/route/matched_by").toString());
    assertEquals("tls", told.at("/other_routes/0/name").textValue());
    assertEquals("protocols", told.at("/other_routes/0/lost_by").textValue());
    assertEquals(9, told.at("/upstream/target/port").intValue());
    assertEquals(
        "closed: no route fits",
        told("{'scheme':'tls','port':5432,'sni':'b.test'}").get("answer").textValue());
    assertEquals("port: required for a stream", told("{'scheme':'udp'}").get("message").asText());
    assertEquals(
        "path: unknown field", told("{'scheme':'udp','path':'/'}").get("message").asText());
    String text = explained("{'scheme':'tcp','port':5432}", true).body();
    assertEquals("tcp from 127.0.0.1:50000 to 127.0.0.1:5432", text.split("\n", -1)[0]);
    assertFalse(text.contains("null"), text);
  }

  @Test
  void withoutARouteItSaysSo() {
    JsonNode told = told("{'path':'/zzz'}");
    assertEquals(true, told.get("route").isNull());
    assertEquals("404 no Route matched with those values", told.get("answer").textValue());
  }
}
