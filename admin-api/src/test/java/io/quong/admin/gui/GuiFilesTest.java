package io.quong.admin.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.settings.SettingsReader;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuiFilesTest {
  private static HttpResponse<String> get(int port, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int serve(Vertx vertx, Map<String, String> more) throws Exception {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("admin_gui_path", "/manager");
    return vertx
        .createHttpServer()
        .requestHandler(new GuiFiles(vertx, new SettingsReader(Map.of()).read(null, settings)))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
  }

  @Test
  void servesTheFilesOfAFolderAndNothingElse(@TempDir Path folder) throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("index.html"), "<base href=\"/__km_base__/\">");
    Files.writeString(files.resolve("app.js"), "1;");
    Files.writeString(folder.resolve("secret"), "hidden");
    Vertx vertx = Vertx.vertx();
    try {
      int port = serve(vertx, Map.of("quong_admin_gui_files", files.toString()));
      assertEquals("1;", get(port, "/manager/app.js").body());
      assertEquals("<base href=\"/manager/\">", get(port, "/manager/").body());
      assertEquals("<base href=\"/manager/\">", get(port, "/manager/services/1").body());
      assertEquals("<base href=\"/manager/\">", get(port, "/manager/%2e%2e/secret").body());
      assertEquals(404, get(port, "/app.js").statusCode());
      String configuration = get(port, "/manager/kconfig.js").body();
      assertTrue(configuration.startsWith("window.K_CONFIG = {"), configuration);
      assertTrue(configuration.contains("\"ADMIN_API_PORT\":\"8001\""), configuration);
    } finally {
      vertx.close();
    }
  }

  @Test
  void saysThatThereAreNoFiles() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      HttpResponse<String> answer = get(serve(vertx, Map.of()), "/manager/");
      assertEquals(404, answer.statusCode());
      assertTrue(answer.body().contains("quong_admin_gui_files"), answer.body());
    } finally {
      vertx.close();
    }
  }
}
