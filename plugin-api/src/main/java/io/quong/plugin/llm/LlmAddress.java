package io.quong.plugin.llm;

import io.quong.plugin.http.AwsSignature;
import io.quong.plugin.message.Url;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model is asked.
 *
 * @param url its scheme, host and port (0 for none)
 * @param path begins with a slash
 */
public record LlmAddress(Url url, String path) {
  private static final int DEFAULT_PORT = 443;

  /**
   * The address of an operation.
   *
   * @param operation the provider's own path of it; null for none
   * @throws LlmFailure when no address is known
   */
  public static LlmAddress of(LlmModel model, LlmDriver driver, String operation) {
    LlmModel.Options options = LlmOptions.of(model);
    String configured = options.upstreamUrl();
    String address = configured != null ? configured : driver.url();
    if (address == null) {
      throw new LlmFailure("no address of the provider is configured");
    }
    Url url = Url.parse(address);
    String prefix = url.path() == null || url.path().equals("/") ? "" : url.path();
    boolean appends = configured == null || model.provider().equals("huggingface");
    if (!prefix.isEmpty() && !appends) {
      return new LlmAddress(url, prefix);
    }
    String own = options.upstreamPath() != null ? options.upstreamPath() : operation;
    String path = (appends ? prefix : "") + (own == null ? "" : own);
    return new LlmAddress(url, path.startsWith("/") ? path : "/" + path);
  }

  /** Kong's 443 for every address that names none. */
  public int port() {
    return url.port() == 0 ? DEFAULT_PORT : url.port();
  }

  /**
   * The headers that sign a request to Bedrock: {@code x-amz-date} and {@code authorization}.
   *
   * @param host as the header {@code Host} will say it
   * @throws LlmFailure when no login or no region is known
   */
  public SortedMap<String, String> signed(
      LlmModel model, LlmAuth auth, String host, Instant now, byte[] body) {
    String key = auth == null ? null : auth.awsAccessKeyId();
    String secret = auth == null ? null : auth.awsSecretAccessKey();
    key = key != null ? key : System.getenv("AWS_ACCESS_KEY_ID");
    secret = secret != null ? secret : System.getenv("AWS_SECRET_ACCESS_KEY");
    String region = LlmOptions.region(LlmOptions.of(model));
    if (key == null || secret == null || region == null) {
      throw new LlmFailure("no login or no region of AWS is known");
    }
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", host);
    headers.put("x-amz-date", AwsSignature.date(now));
    headers.put(
        "authorization",
        AwsSignature.of(
            new AwsSignature.Signer(key, secret, region, "bedrock"), path, "", headers, body));
    headers.remove("host");
    return headers;
  }
}
