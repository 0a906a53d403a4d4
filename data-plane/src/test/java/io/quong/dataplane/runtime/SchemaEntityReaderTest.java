package io.quong.dataplane.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.SecretReferences;
import io.quong.schema.rule.Referenceable;
import io.quong.vault.EnvironmentVault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records out of stored trees, with secrets in the place of references. */
public final class SchemaEntityReaderTest {
  public record Inner(@Referenceable String password, Integer port) {}

  public record Config(
      @Referenceable String token,
      String plain,
      Inner redis,
      List<@Referenceable String> keys,
      Map<String, @Referenceable String> headers) {}

  private final EntityReader reader =
      new SchemaEntityReader(
          new SecretReferences(
              new EnvironmentVault(Map.of("TOKEN", "t", "MY_PASSWORD", "p", "APP_K", "k")), null));

  private Config read(String json) throws Exception {
    return reader.read(
        Config.class, (ObjectNode) JsonReader.JSON.readTree(json.replace('\'', '"')));
  }

  @Test
  void aReferenceIsResolvedWhereOneMayStandAndNowhereElse() throws Exception {
    assertEquals(
        new Config(
            "t",
            "{vault://env/token}",
            new Inner("p", 6379),
            List.of("a", "k"),
            Map.of("x", "t", "y", "z")),
        read(
            "{'token':'{vault://env/token}','plain':'{vault://env/token}',"
                + "'redis':{'password':'{vault://env/my-password}','port':6379},"
                + "'keys':['a','{vault://env/k?prefix=app_}'],"
                + "'headers':{'x':'{vault://env/token}','y':'z'}}"));
  }

  @Test
  void aSecretThatIsMissingIsEmpty() throws Exception {
    assertEquals(new Config("", null, null, null, null), read("{'token':'{vault://env/nowhere}'}"));
    assertEquals(new Config("", null, null, null, null), read("{'token':'{vault://other/token}'}"));
  }

  @Test
  void aTreeWithoutReferencesIsReadAsItIs() throws Exception {
    assertEquals(new Config("x", null, null, List.of(), null), read("{'token':'x','keys':[]}"));
  }

  @Test
  void aValueOfAnotherTypeIsTold() {
    assertEquals(
        "token is no String",
        assertThrows(EntityReader.UnusableEntity.class, () -> read("{'token':5}")).getMessage());
  }
}
