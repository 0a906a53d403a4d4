package io.quong.plugins.grpcweb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.fixture.TestPiece;
import org.junit.jupiter.api.Test;

final class GrpcWebTest {
  private final GrpcWeb plugin = new GrpcWeb(new GrpcWebConfig(null, null, "*"), new TestContext());

  @Test
  void textIsDecodedOnTheWayUpAndEncodedOnTheWayDown() {
    TestExchange exchange =
        TestExchange.of("POST", "/p.S/Do", "Content-Type", "application/grpc-web-text")
            .body("AAAAAAVoZWxsbw==AAAAAAA=");
    assertSame(Step.NEXT, ((Step.Await) plugin.access(exchange)).future().result());
    assertEquals("\0\0\0\0\5hello\0\0\0\0\0", exchange.body);
    assertEquals("application/grpc", exchange.sent.get("Content-Type"));
    plugin.headerFilter(exchange);
    assertEquals("application/grpc-web-text", exchange.answer.get("Content-Type"));
    TestPiece piece = new TestPiece("\0\0\0\0\5hello", true);
    plugin.bodyFilter(exchange, piece);
    assertEquals("AAAAAAVoZWxsbw==gAAAAB5ncnBjLXN0YXR1czowDQpncnBjLW1lc3NhZ2U6DQo=", piece.text());
  }

  @Test
  void whatCannotBeReadIsRefused() {
    TestExchange broken =
        TestExchange.of("POST", "/x", "Content-Type", "application/grpc-web-text").body("?");
    assertEquals(
        Step.respond(Answer.exit(400, "the body is no base64, or too long")),
        ((Step.Await) plugin.access(broken)).future().result());
    assertEquals(
        Step.respond(
            Answer.exit(400, "transcoding requests require a .proto file defining the service")),
        plugin.access(TestExchange.of("POST", "/x", "Content-Type", "application/json")));
  }
}
