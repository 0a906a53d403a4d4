package io.quong.launcher;

import io.quong.program.Postmaster;
import io.quong.program.ProgramFile;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code quong status} says. */
final class StatusReport {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Installation installation;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final StringBuilder text = new StringBuilder();
  private boolean good = true;

  StatusReport(Installation installation) throws IOException, InterruptedException {
    this.installation = installation;
    for (Program program : installation.programs()) {
      program(program);
    }
    if (installation.programs().contains(Program.CONTROL_PLANE)) {
      database();
    }
  }

  /** A line for each part. */
  String text() {
    return text.toString();
  }

  /** Whether all that should run does. */
  boolean good() {
    return good;
  }

  private void line(String name, String state, String more) {
    text.append("%-14s %-12s %s%n".formatted(name, state, more).stripTrailing()).append('\n');
  }

  private void program(Program program) throws InterruptedException {
    ProgramFile.Content content = installation.running(program);
    String address = addresses(program, content);
    if (content == null) {
      good = false;
      line(program.title(), "not running", address);
    } else if (!content.ready()) {
      good = false;
      line(program.title(), "starting", address + "  pid " + content.pid());
    } else {
      String trouble = program == Program.DATA_PLANE ? null : adminTrouble(content);
      String version = program == Program.DATA_PLANE ? version(content) : "";
      if (trouble != null) {
        good = false;
      }
      line(
          program.title(),
          trouble == null ? "running" : "failing",
          address + "  pid " + content.pid() + version + (trouble == null ? "" : "  " + trouble));
    }
  }

  private String addresses(Program program, ProgramFile.Content content) {
    String name = program.mainListen().name();
    if (content != null && content.addresses().containsKey(name)) {
      return String.join(" ", content.addresses().get(name));
    }
    List<Listen> listens = installation.settings().get(program.mainListen());
    return listens.stream().map(Listen::hostAndPort).collect(Collectors.joining(" "));
  }

  /** The configuration version that the node runs, as its Status API tells. */
  private String version(ProgramFile.Content content) throws InterruptedException {
    HttpResponse<String> response = ask(content, Keys.STATUS_LISTEN.name(), "/status/ready");
    if (response == null) {
      return "  configuration version unknown (no answer on status_listen)";
    }
    if (response.statusCode() != 200) {
      good = false;
    }
    return "  configuration version "
        + response.headers().firstValue("X-Quong-Config-Version").orElse("unknown")
        + (response.statusCode() == 200 ? "" : "  not ready: " + response.body());
  }

  private String adminTrouble(ProgramFile.Content content) throws InterruptedException {
    if (content.addresses().getOrDefault(Keys.ADMIN_LISTEN.name(), List.of()).isEmpty()) {
      return null;
    }
    HttpResponse<String> response = ask(content, Keys.ADMIN_LISTEN.name(), "/status");
    if (response == null) {
      return "the Admin API does not answer";
    }
    return response.body().contains("\"reachable\":false") ? "the database is not reachable" : null;
  }

  /** Null when there is no answer on the first address that speaks plain HTTP. */
  private HttpResponse<String> ask(ProgramFile.Content content, String listen, String path)
      throws InterruptedException {
    for (String url : content.addresses().getOrDefault(listen, List.of())) {
      if (!url.startsWith("http://")) {
        continue;
      }
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(Tour.reachable(url) + path))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        return null;
      }
    }
    return null;
  }

  private void database() {
    if (!installation.settings().embeddedDatabase()) {
      return;
    }
    try {
      Postmaster postmaster = Database.running(installation);
      if (postmaster == null) {
        good = false;
        line("database", "not running", "embedded PostgreSQL");
      } else {
        line(
            "database",
            "running",
            "embedded PostgreSQL 127.0.0.1:" + postmaster.port() + "  pid " + postmaster.pid());
      }
    } catch (IOException e) {
      // Its folder is open to the account that runs it, and to nobody else.
      line("database", "unknown", e.getMessage());
    }
  }
}
