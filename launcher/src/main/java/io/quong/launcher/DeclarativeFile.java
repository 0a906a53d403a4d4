package io.quong.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quong.program.ProgramFile;
import io.quong.settings.AdminKeys;
import io.quong.settings.Keys;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Declarative files: checked here, brought to a running control plane, fetched from it. */
final class DeclarativeFile {
  private static final String SAMPLE =
      """
      _format_version: "3.0"
      _transform: true

      # services:
      # - name: example
      #   url: http://localhost:9000
      #   routes:
      #   - name: example
      #     paths:
      #     - /example
      #   plugins:
      #   - name: key-auth
      # consumers:
      # - username: alice
      #   keyauth_credentials:
      #   - key: secret-of-alice
      """;

  private final Installation installation;

  DeclarativeFile(Installation installation) {
    this.installation = installation;
  }

  int init(String file) throws IOException, Failure {
    Path path = Path.of(file);
    if (Files.exists(path)) {
      throw new Failure(file + " already exists in the current directory.\nWill not overwrite it.");
    }
    Files.writeString(path, SAMPLE, StandardOpenOption.CREATE_NEW);
    return 0;
  }

  int parse(String file) throws IOException, Failure, InterruptedException {
    readable(file);
    String absolute = Path.of(file).toAbsolutePath().toString();
    return ControlPlaneCommand.run(installation, List.of("parse", absolute));
  }

  private static void readable(String file) throws FileNotFoundException {
    if (!Files.isReadable(Path.of(file))) {
      throw new FileNotFoundException(file + ": no such file, or it may not be read");
    }
  }

  int importFile(String file) throws IOException, Failure, InterruptedException {
    readable(file);
    HttpResponse<String> answer =
        ask(
            request ->
                request
                    .header("Content-Type", "application/yaml")
                    .POST(HttpRequest.BodyPublishers.ofFile(Path.of(file))));
    if (answer.statusCode() != 200) {
      throw new Failure("Failed importing:\n" + message(answer));
    }
    System.out.println("import successful");
    return 0;
  }

  int export(String file) throws IOException, Failure, InterruptedException {
    Path path = Path.of(file);
    if (Files.exists(path)) {
      throw new Failure(file + " already exists. Will not overwrite it.");
    }
    HttpResponse<String> answer = ask(HttpRequest.Builder::GET);
    if (answer.statusCode() != 200) {
      throw new Failure("Failed exporting:\n" + message(answer));
    }
    Files.writeString(path, answer.body(), StandardOpenOption.CREATE_NEW);
    return 0;
  }

  private interface Question {
    HttpRequest.Builder of(HttpRequest.Builder request) throws IOException;
  }

  private HttpResponse<String> ask(Question question)
      throws IOException, Failure, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + "/quong/declarative"));
    String token = installation.settings().get(AdminKeys.QUONG_ADMIN_TOKEN);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient()
        .send(question.of(request).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String address() throws Failure {
    ProgramFile.Content control = installation.running(Program.CONTROL_PLANE);
    if (control == null || !control.ready()) {
      throw new Failure("the control plane does not run in " + installation.prefix());
    }
    return control.addresses().getOrDefault(Keys.ADMIN_LISTEN.name(), List.of()).stream()
        .filter(url -> url.startsWith("http:"))
        .findFirst()
        .orElseThrow(() -> new Failure("a plain admin_listen is needed"));
  }

  private static String message(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body()).path("message").asText(answer.body());
  }
}
