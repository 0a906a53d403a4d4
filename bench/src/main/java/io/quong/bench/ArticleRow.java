package io.quong.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import redis.embedded.RedisServer;

/**
 * Processor time of the node that the plugins of the founding article's gateway add to a request:
 * jwt-bearer with a key at hand and a token that was seen before, and token-bucket in a Redis of
 * this machine.
 */
final class ArticleRow implements Row {
  private static final String NAME = "article";
  private static final double WARM_SECONDS = 8;
  private static final double SECONDS = 5;
  private static final double MOST_MICROS = 15;

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    RedisServer redis = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
    redis.start();
    try {
      return measure(site, port);
    } finally {
      redis.stop();
    }
  }

  private static List<Figure> measure(Site site, int redis)
      throws IOException, InterruptedException {
    Token token = token();
    plugin(
        site,
        "bearer",
        "{\"name\":\"jwt-bearer\",\"config\":{\"issuer\":\"bench\",\"jwks\":%s}}"
            .formatted(quoted(token.keys())));
    plugin(
        site,
        "bucket",
        ("{\"name\":\"token-bucket\",\"config\":{\"limit\":1000000000,\"window\":1,"
                + "\"policy\":\"redis\",\"redis\":{\"host\":\"127.0.0.1\",\"port\":%d}}}")
            .formatted(redis));
    ProcessFigures node = site.quong().node();
    double[][] micros =
        Subject.rounds(
            new Subject[] {
              Subject.of("no plugin", node, Quong.PROXY, "/plain", ""),
              Subject.of(
                  "jwt-bearer",
                  node,
                  Quong.PROXY,
                  "/bearer",
                  "Authorization: Bearer " + token.text() + "\r\n"),
              Subject.of("token-bucket", node, Quong.PROXY, "/bucket", "")
            },
            site.rounds(),
            WARM_SECONDS,
            SECONDS);
    return List.of(
        Figure.alone(NAME, "no plugin", "µs", micros[0], null),
        Figure.alone(NAME, "jwt-bearer adds", "µs", added(micros, 1), Figure.most(MOST_MICROS)),
        Figure.alone(NAME, "token-bucket in Redis adds", "µs", added(micros, 2), null));
  }

  private static double[] added(double[][] micros, int subject) {
    double[] added = new double[micros[0].length];
    for (int round = 0; round < added.length; round++) {
      added[round] = micros[subject][round] - micros[0][round];
    }
    return added;
  }

  private static void plugin(Site site, String route, String plugin)
      throws IOException, InterruptedException {
    site.route(route, "/" + route);
    AdminClient admin = site.quong().admin();
    admin.live(admin.send("POST", "/routes/" + route + "/plugins", plugin));
  }

  /**
   * A signed token.
   *
   * @param keys the key set that confirms it
   */
  private record Token(String text, String keys) {}

  private static Token token() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      KeyPair pair = generator.generateKeyPair();
      RSAPublicKey key = (RSAPublicKey) pair.getPublic();
      String claims =
          ("{\"iss\":\"bench\",\"sub\":\"u1\",\"email\":\"u1@example.com\",\"roles\":[\"a\",\"b\"],"
                  + "\"tid\":\"t1\",\"jti\":\"j1\",\"exp\":%d}")
              .formatted(System.currentTimeMillis() / 1_000 + 86_400);
      String signed =
          encoded("{\"alg\":\"RS256\",\"kid\":\"k\"}".getBytes(StandardCharsets.UTF_8))
              + "."
              + encoded(claims.getBytes(StandardCharsets.UTF_8));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return new Token(
          signed + "." + encoded(signature.sign()),
          "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%s\",\"e\":\"%s\"}]}"
              .formatted(number(key.getModulus()), number(key.getPublicExponent())));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int zero = (bytes.length > 1 && bytes[0] == 0) ? 1 : 0;
    return encoded(Arrays.copyOfRange(bytes, zero, bytes.length));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String quoted(String json) {
    return "\"" + json.replace("\"", "\\\"") + "\"";
  }
}
