package io.quong.plugins.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.AutoValues;
import io.quong.schema.Mode;
import io.quong.schema.Prepared;
import io.quong.schema.Schema;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is refused when it is configured, and not first on a node. */
final class AggregateConfigTest {
  private static Prepared insert(String calls) throws Exception {
    String json = "{\"response\":\"a\",\"calls\":[" + calls.replace('\'', '"') + "]}";
    return Schema.of(AggregateConfig.class)
        .insert(
            (ObjectNode) new ObjectMapper().readTree(json),
            new AutoValues(Clock.systemUTC(), new Random(1)),
            Mode.INSERT);
  }

  private static void refused(String message, String calls) throws Exception {
    Prepared prepared = insert(calls);
    assertEquals("{\"calls\":\"" + message + "\"}", prepared.errors().fields().toString());
  }

  @Test
  void callsThatCanBeMadeAreTaken() throws Exception {
    assertTrue(
        insert("{'name':'a','service':'s'},{'name':'b','url':'http://a.test','after':['a']}")
            .isGood());
  }

  @Test
  void callsThatCannotAreRefused() throws Exception {
    refused("call a needs a service or a url, and not both", "{'name':'a'}");
    refused(
        "call a needs a service or a url, and not both",
        "{'name':'a','service':'s','url':'http://a.test'}");
    refused(
        "call a can only come after calls that stand before it",
        "{'name':'a','service':'s','after':['b']},{'name':'b','service':'s'}");
    refused("call a: the name is taken", "{'name':'a','service':'s'},{'name':'a','service':'s'}");
    refused("call request: the name is taken", "{'name':'request','service':'s'}");
  }

  @Test
  void aTemplateInAPathOrHeaderIsHeldToTheLanguage() throws Exception {
    for (String broken : new String[] {"'path':'/${a +}'", "'headers':{'X-A':'${a +}'}"}) {
      String errors =
          insert("{'name':'a','service':'s'," + broken + "}").errors().fields().toString();
      assertTrue(errors.contains("not a text with templates: "), errors);
    }
  }

  @Test
  void headersThatTheGatewaySetsAreRefused() throws Exception {
    String errors =
        insert("{'name':'a','service':'s','headers':{'Host':'x'}}").errors().fields().toString();
    assertTrue(errors.contains("the header 'Host' is set by the gateway"), errors);
  }
}
