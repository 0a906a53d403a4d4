package io.quong.plugin.sink;

import io.quong.plugin.message.Url;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Posts to one URL, whose certificate is verified. Safe for threads. */
public final class Posts {
  private final HttpClient client;
  private final RequestOptions request;
  private final long readTimeout;

  /**
   * The connections of all instances of a plugin, kept with {@link
   * io.quong.plugin.PluginContext#nodeWide}: what an instance has queued is sent after its end,
   * too.
   */
  public static final class Client implements AutoCloseable {
    private final HttpClient client;

    public Client(Vertx vertx) {
      client = vertx.createHttpClient(new HttpClientOptions());
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /**
   * What came back.
   *
   * @param reason the status's phrase
   */
  public record Answer(int status, String reason, Buffer body) {}

  /** Milliseconds; null for a second, five seconds, five seconds. */
  public record Timeouts(Integer connect, Integer send, Integer read) {}

  /**
   * @param url with its query; a login in it goes as a basic authentication
   */
  public Posts(Client clients, String url, MultiMap headers, Timeouts timeouts) {
    Url to = Url.parse(url);
    boolean tls = "https".equalsIgnoreCase(to.scheme());
    int connect = positive(timeouts.connect, 1_000);
    int slowest = Math.max(positive(timeouts.send, 5_000), positive(timeouts.read, 5_000));
    this.readTimeout = slowest;
    this.client = clients.client;
    String path = to.path() == null || to.path().isEmpty() ? "/" : to.path();
    if (to.userInfo() != null && !headers.contains("Authorization")) {
      headers.set(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(to.userInfo().getBytes(StandardCharsets.UTF_8)));
    }
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setSsl(tls)
            .setHost(to.host())
            .setPort(to.port() > 0 ? to.port() : tls ? 443 : 80)
            .setURI(to.query() == null ? path : path + "?" + to.query())
            .setHeaders(headers)
            .setIdleTimeout(slowest)
            .setConnectTimeout(connect);
  }

  private static int positive(Integer millis, int absent) {
    return millis == null || millis <= 0 ? absent : millis;
  }

  /** Fails when there is no answer; any status is an answer. */
  public Future<Answer> post(Buffer body) {
    return client
        .request(
            new RequestOptions(request)
                .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(request.getHeaders()))
                .setTimeout(readTimeout + request.getConnectTimeout()))
        .compose(opened -> opened.send(body))
        .compose(
            answer ->
                answer
                    .body()
                    .map(got -> new Answer(answer.statusCode(), answer.statusMessage(), got)));
  }
}
