package io.quong.plugin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AwsSignatureTest {
  @Test
  void itNamesKeyScopeAndAllHeaders() {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", "lambda.us-east-1.amazonaws.com");
    headers.put("x-amz-date", AwsSignature.date(Instant.parse("2026-11-25T12:00:00Z")));
    String signature =
        AwsSignature.of(
            new AwsSignature.Signer("AKID", "secret", "us-east-1", "lambda"),
            "/2015-03-31/functions/f/invocations",
            "",
            headers,
            "{}".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "AWS4-HMAC-SHA256 Credential=AKID/20261125/us-east-1/lambda/aws4_request,"
            + " SignedHeaders=host;x-amz-date",
        signature.replaceFirst(", Signature=[0-9a-f]{64}$", ""));
  }
}
