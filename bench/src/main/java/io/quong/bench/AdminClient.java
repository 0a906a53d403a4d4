package io.quong.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The Admin API, as far as benchmarks write to it. */
final class AdminClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  AdminClient(String base) {
    this.base = base;
  }

  /** Sends JSON and answers with the version that holds it. */
  long send(String method, String path, String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return answer.headers().firstValueAsLong("X-Quong-Config-Version").orElse(-1);
  }

  /** Waits until every node runs the version. */
  void live(long version) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(base + "/quong/nodes?wait=30&version=" + version))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("version " + version + " is not live: " + answer.body());
    }
  }
}
