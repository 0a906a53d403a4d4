package io.quong.plugins.awslambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SignatureTest {
  @Test
  void itNamesKeyScopeAndAllHeaders() {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", "lambda.us-east-1.amazonaws.com");
    headers.put("x-amz-date", "20261125T120000Z");
    String signature =
        Signature.of(
            new Credentials("AKID", "secret", null),
            "us-east-1",
            "/2015-03-31/functions/f/invocations",
            "",
            headers,
            "{}".getBytes(StandardCharsets.UTF_8));
    assertTrue(
        signature.matches(
            "AWS4-HMAC-SHA256 Credential=AKID/20261125/us-east-1/lambda/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature=[0-9a-f]{64}"),
        signature);
  }

  @Test
  void credentialsComeFromTheEnvironmentWhereNoneAreConfigured() {
    assertEquals("Credentials", new Credentials("a", "b", null).toString());
  }
}
