import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who the customers are, and the issuer of their tokens: {@code java Users PORT}. */
final class Users extends Upstream {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"?([^\",}]*)");
  private static final Map<String, String> PLANS = Map.of("ann", "premium", "bob", "free", "eve", "enterprise");

  private final KeyPair key;

  Users() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = generator.generateKeyPair();
  }

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    new Users().serve(arguments);
  }

  @Override
  Reply reply(Request request) {
    String caller = request.headers().getFirst("X-User-Id");
    return switch (request.path()) {
      case "/auth/login" -> login(request.body());
      case "/.well-known/jwks.json" -> Reply.ok(keys());
      case "/users/me" -> Reply.found(user(caller));
      case "/users/me/notifications" -> Reply.ok("[{\"id\":\"n1\",\"text\":\"Your order 1001 is on its way\"}]");
      default -> Reply.found(request.path().startsWith("/users/") ? user(request.path().substring(7)) : null);
    };
  }

  private static String user(String name) {
    String plan = name == null ? null : PLANS.get(name);
    return plan == null
        ? null
        : """
          {"id":"%s","email":"%s@shop.example","plan":"%s"}"""
            .formatted(name, name, plan);
  }

  /** Any password will do; {@code expires_in} may be negative, for a token that has expired. */
  private Reply login(String body) {
    String username = field(body, "username");
    if (!PLANS.containsKey(username)) {
      return new Reply(401, "{\"error\":\"invalid_credentials\"}");
    }
    String wanted = field(body, "expires_in");
    long seconds = wanted.isEmpty() ? 3600 : Long.parseLong(wanted);
    return Reply.ok(
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":%d}""".formatted(token(username, seconds), seconds));
  }

  private static String field(String body, String name) {
    Matcher each = FIELD.matcher(body);
    while (each.find()) {
      if (each.group(1).equals(name)) {
        return each.group(2);
      }
    }
    return "";
  }

  private String token(String username, long seconds) {
    long now = System.currentTimeMillis() / 1000;
    String claims =
        """
        {"iss":"https://login.shop.example","aud":"shop","sub":"%s","email":"%s@shop.example","roles":["customer","reviewer"],\
        "tid":"tenant-1","plan":"%s","jti":"%s","iat":%d,"exp":%d}"""
            .formatted(username, username, PLANS.get(username), UUID.randomUUID(), now, now + seconds);
    String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"shop-1\"}") + "." + base64(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String keys() {
    RSAPublicKey open = (RSAPublicKey) key.getPublic();
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"shop-1","n":"%s","e":"%s"}]}"""
        .formatted(base64(open.getModulus()), base64(open.getPublicExponent()));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
