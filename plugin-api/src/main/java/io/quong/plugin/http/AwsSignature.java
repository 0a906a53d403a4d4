package io.quong.plugin.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS's signature, version 4, of a POST. */
public final class AwsSignature {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private AwsSignature() {}

  /**
   * Who signs, for what.
   *
   * @param service such as {@code lambda}
   */
  public record Signer(String key, String secret, String region, String service) {
    @Override
    public String toString() {
      return "Signer";
    }
  }

  /** The header {@code X-Amz-Date} of now. */
  public static String date(Instant now) {
    return DATE.format(now);
  }

  /**
   * The {@code Authorization} header.
   *
   * @param path as it is sent
   * @param query as it is sent, already in order; empty for none
   * @param headers what is signed, by lower-case name; {@code x-amz-date} among them
   */
  public static String of(
      Signer signer, String path, String query, SortedMap<String, String> headers, byte[] body) {
    String date = headers.get("x-amz-date");
    String day = date.substring(0, 8);
    String names = String.join(";", headers.keySet());
    StringBuilder request = new StringBuilder("POST\n").append(encoded(path)).append('\n');
    request.append(query).append('\n');
    for (Map.Entry<String, String> each : headers.entrySet()) {
      request.append(each.getKey()).append(':').append(each.getValue().strip()).append('\n');
    }
    request.append('\n').append(names).append('\n').append(sha256(body));
    String scope = day + "/" + signer.region() + "/" + signer.service() + "/aws4_request";
    String text =
        "AWS4-HMAC-SHA256\n"
            + date
            + "\n"
            + scope
            + "\n"
            + sha256(request.toString().getBytes(StandardCharsets.UTF_8));
    byte[] key = hmac(("AWS4" + signer.secret()).getBytes(StandardCharsets.UTF_8), day);
    key = hmac(hmac(hmac(key, signer.region()), signer.service()), "aws4_request");
    return "AWS4-HMAC-SHA256 Credential="
        + signer.key()
        + "/"
        + scope
        + ", SignedHeaders="
        + names
        + ", Signature="
        + HexFormat.of().formatHex(hmac(key, text));
  }

  /** Every byte but the unreserved ones and slashes. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean kept =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_.~/".indexOf(c) >= 0;
      out.append(kept ? String.valueOf(c) : "%" + HexFormat.of().withUpperCase().toHexDigits(each));
    }
    return out.toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
