package io.quong.admin.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What the gateway pattern warns of. */
final class GatewayLintTest {
  private TestAdminApi api;
  private Client client;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
    api = new TestAdminApi("lint_" + name, Guard.OPEN);
    client = new Client(api.port());
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  private void post(String path, String json) throws Exception {
    Client.Answer answer = client.post(path, json.replace('\'', '"'));
    assertEquals(201, answer.status(), String.valueOf(answer.body()));
  }

  /** Id, severity and entities of each finding. */
  private List<String> findings() throws Exception {
    List<String> findings = new ArrayList<>();
    for (JsonNode each : client.get("/quong/lint").body().get("data")) {
      findings.add(
          each.get("id").asText()
              + " "
              + each.get("severity").asText()
              + " "
              + String.join(",", each.get("entities").findValuesAsText("name")));
    }
    return findings;
  }

  private String advice() throws Exception {
    return client.get("/quong/lint").body().at("/data/0/advice").asText();
  }

  @Test
  void servicesWithoutBreaker() throws Exception {
    post("/services", "{'name':'none','url':'http://a.test'}");
    post("/services", "{'name':'own','url':'http://a.test'}");
    post("/services/own/plugins", "{'name':'circuit-breaker'}");
    post("/services", "{'name':'routes','url':'http://a.test'}");
    post("/services/routes/routes", "{'name':'r','paths':['/r']}");
    post("/routes/r/plugins", "{'name':'circuit-breaker'}");
    post("/services", "{'name':'grpc','url':'grpc://a.test:1'}");
    assertEquals(List.of("service-without-circuit-breaker info none"), findings());
    post("/plugins", "{'name':'circuit-breaker'}");
    assertEquals(List.of(), findings());
  }

  private void aggregate(String calls, String response) throws Exception {
    post("/plugins", "{'name':'circuit-breaker'}");
    post(
        "/services",
        "{'name':'s','url':'http://a.test','connect_timeout':500,'read_timeout':2000}");
    post("/routes", "{'name':'r','paths':['/r']}");
    post(
        "/routes/r/plugins",
        "{'name':'aggregate','config':{'calls':[" + calls + "],'response':'" + response + "'}}");
  }

  @Test
  void timeOutsThatDoNotAddUp() throws Exception {
    aggregate(
        "{'name':'a','service':'s','timeout':2500},{'name':'b','service':'s','timeout':2000}", "1");
    assertEquals(List.of("time-outs-do-not-add-up warning aggregate,s"), findings());
    assertEquals(
        "Give the call b more than the 2500 ms in which its service may connect and answer, or the"
            + " service less: it ends after 2000 ms, before the service's own time-outs and"
            + " retries count.",
        advice());
  }

  @Test
  void aChainThatWaitsTooLong() throws Exception {
    aggregate(
        "{'name':'a','service':'s','timeout':40000},"
            + "{'name':'b','service':'s','timeout':30000,'after':['a']}",
        "1");
    assertEquals(List.of("aggregate-waits-too-long warning aggregate"), findings());
  }

  @Test
  void aRequiredCallWithoutFallback() throws Exception {
    aggregate(
        "{'name':'a','service':'s','required':true},"
            + "{'name':'b','service':'s','required':true,'fallback':'1'}",
        "1");
    assertEquals(List.of("required-call-without-fallback info aggregate"), findings());
  }

  @Test
  void aCallOfNoService() throws Exception {
    aggregate("{'name':'a','service':'other'}", "1");
    assertEquals(List.of("call-of-no-service error aggregate"), findings());
  }

  @Test
  void deepTemplates() throws Exception {
    aggregate("{'name':'a','service':'s'}", "[[[[[[[[[a]]]]]]]]]");
    assertEquals(List.of("deep-template warning aggregate"), findings());
  }

  @Test
  void logicInTemplates() throws Exception {
    aggregate(
        "{'name':'a','service':'s'}",
        "a = 1 ? 1 : a = 2 ? 2 : a = 3 ? 3 : a = 4 ? 4 : a = 5 ? 5 : a = 6 ? 6 : a = 7 ? 7 : 8");
    assertEquals(List.of("deep-template warning aggregate"), findings());
  }

  @Test
  void slowCallsThatTimeOutFirst() throws Exception {
    post("/services", "{'name':'s','url':'http://a.test','read_timeout':1000}");
    post("/services/s/plugins", "{'name':'circuit-breaker','config':{'slow_call':1000}}");
    assertEquals(List.of("slow-call-after-time-out warning circuit-breaker,s"), findings());
  }
}
