package io.quong.admin.gui;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.settings.AdminKeys;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import io.quong.settings.Settings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a folder, and {@code kconfig.js}, by which Kong Manager learns where the Admin API
 * is. Paths that are no files are the program's own: they get its first page.
 */
public final class GuiFiles implements Handler<HttpServerRequest> {
  private static final String INDEX = "index.html";

  /** What a build of Kong Manager has in place of its base path. */
  private static final String BASE = "/__km_base__/";

  private static final String NO_FILES =
      "There are no files for browsers: quong_admin_gui_files names the folder of a build of Kong"
          + " Manager.\n";

  private final Vertx vertx;
  private final String base;
  private final Path folder;
  private final String configuration;

  public GuiFiles(Vertx vertx, Settings settings) {
    this.vertx = vertx;
    String path = settings.get(Keys.ADMIN_GUI_PATH);
    this.base = path.endsWith("/") ? path : path + "/";
    String files = settings.get(AdminKeys.QUONG_ADMIN_GUI_FILES);
    this.folder = files == null ? null : Path.of(files).toAbsolutePath().normalize();
    this.configuration = "window.K_CONFIG = " + configuration(settings) + ";\n";
  }

  private static ObjectNode configuration(Settings settings) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    List<String> urls = settings.get(Keys.ADMIN_GUI_URL);
    shown.put("ADMIN_GUI_URL", urls.isEmpty() ? "" : urls.get(0));
    shown.put("ADMIN_GUI_PATH", settings.get(Keys.ADMIN_GUI_PATH));
    String api = settings.get(Keys.ADMIN_GUI_API_URL);
    shown.put("ADMIN_API_URL", api == null ? "" : api);
    shown.put("ADMIN_API_PORT", port(settings, false));
    shown.put("ADMIN_API_SSL_PORT", port(settings, true));
    shown.put("ANONYMOUS_REPORTS", "false");
    return shown;
  }

  private static String port(Settings settings, boolean ssl) {
    return settings.get(Keys.ADMIN_LISTEN).stream()
        .filter(listen -> listen.ssl() == ssl)
        .map(Listen::port)
        .map(String::valueOf)
        .findFirst()
        .orElse("");
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      answer(response.putHeader("Allow", "GET, HEAD"), 405, "text/plain", "Method not allowed\n");
      return;
    }
    String path = request.path() == null ? "/" : request.path();
    if ((path + "/").equals(base)) {
      answer(response.putHeader("Location", base), 302, "text/plain", "");
    } else if (!path.startsWith(base)) {
      answer(response, 404, "text/plain", "Not found\n");
    } else if (path.equals(base + "kconfig.js")) {
      response.putHeader("Cache-Control", "no-store");
      answer(response, 200, "application/javascript", configuration);
    } else if (folder == null) {
      answer(response, 404, "text/plain", NO_FILES);
    } else {
      vertx
          .executeBlocking(() -> file(path.substring(base.length())), false)
          .onSuccess(file -> send(file, response))
          .onFailure(failed -> answer(response, 404, "text/plain", "Not found\n"));
    }
  }

  /** The file of a path, or the first page; never one outside the folder. */
  private Path file(String encoded) throws IOException {
    try {
      String name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
      Path file = folder.resolve(name).normalize();
      if (file.startsWith(folder) && Files.isRegularFile(file)) {
        // A link must not lead out of the folder.
        Path real = file.toRealPath();
        return real.startsWith(folder.toRealPath()) ? real : folder.resolve(INDEX);
      }
    } catch (IllegalArgumentException malformed) {
      if (malformed instanceof InvalidPathException) {
        return folder.resolve(INDEX);
      }
    }
    return folder.resolve(INDEX);
  }

  private void send(Path file, HttpServerResponse response) {
    if (!file.getFileName().toString().equals(INDEX)) {
      response.sendFile(file.toString()).onFailure(gone -> answer(response, 404, "text/plain", ""));
      return;
    }
    response.putHeader("Cache-Control", "no-cache");
    vertx
        .fileSystem()
        .readFile(file.toString())
        .onSuccess(
            page ->
                answer(
                    response, 200, "text/html; charset=utf-8", page.toString().replace(BASE, base)))
        .onFailure(missing -> answer(response, 404, "text/plain", NO_FILES));
  }

  private static void answer(HttpServerResponse response, int status, String type, String text) {
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status).putHeader("Content-Type", type).end(text);
    }
  }
}
