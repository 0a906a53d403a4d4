package io.quong.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Admin API with many entities; {@code bench/admin} says what is measured. */
final class AdminBench {
  private static final int CLIENTS = 8;
  private static final int CREATED_BY_EACH = 500;
  private static final int ROUTES_OF_A_SERVICE = 100;
  private static final int FEW = 10_000;
  private static final int MANY = 100_000;
  private static final int CONSUMERS = 10_000;
  private static final List<String> ALL = List.of("create", "import", "pages", "footprint");

  private final String admin;
  private final Path runFile;
  private final Path folder;
  private int routes;
  private int round;
  private boolean consumers;

  private AdminBench(String admin, Path runFile, Path folder) {
    this.admin = admin;
    this.runFile = runFile;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    AdminBench bench = new AdminBench(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
    Set<String> rows = Set.copyOf(Arrays.asList(arguments).subList(3, arguments.length));
    for (String row : ALL) {
      if (rows.isEmpty() || rows.contains(row)) {
        bench.run(row);
      }
    }
  }

  private void run(String row) throws IOException, InterruptedException {
    switch (row) {
      case "create" -> {
        fill(FEW);
        create();
        fill(MANY);
        create();
      }
      case "import" -> {
        routes = 0;
        fill(MANY);
      }
      case "pages" -> {
        fill(MANY);
        pages();
      }
      default -> {
        fill(MANY);
        fillConsumers();
        System.out.printf("control plane: %d MB RSS%n", memory("VmRSS"));
      }
    }
  }

  /** Imports as many routes as are missing. */
  private void fill(int wanted) throws IOException, InterruptedException {
    if (routes >= wanted) {
      return;
    }
    Path file = folder.resolve("routes.yaml");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("_format_version: \"3.0\"\nservices:\n");
      for (int i = 0; i < wanted; i++) {
        if (i % ROUTES_OF_A_SERVICE == 0) {
          int service = i / ROUTES_OF_A_SERVICE;
          out.write("- {name: s%d, host: s%d.test, routes: [\n".formatted(service, service));
        }
        out.write("  {name: r%d, paths: [/p%d], hosts: [h%d.test]},\n".formatted(i, i, i % 1_000));
        if (i % ROUTES_OF_A_SERVICE == ROUTES_OF_A_SERVICE - 1) {
          out.write("  ]}\n");
        }
      }
    }
    imported(wanted + " routes", file);
    routes = wanted;
  }

  private void fillConsumers() throws IOException, InterruptedException {
    if (consumers) {
      return;
    }
    Path file = folder.resolve("consumers.yaml");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("_format_version: \"3.0\"\nconsumers:\n");
      for (int i = 0; i < CONSUMERS; i++) {
        out.write("- {username: c%d, keyauth_credentials: [{key: key-%d}]}\n".formatted(i, i));
      }
    }
    imported(CONSUMERS + " consumers with keys", file);
    consumers = true;
  }

  private void imported(String what, Path file) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(admin + "/quong/declarative"))
                    .header("Content-Type", "application/yaml")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("import: " + answer.statusCode() + " " + answer.body());
    }
    System.out.printf(
        "import of %s, %.1f MB: %.1f s; control plane %d MB RSS, %d MB at most%n",
        what,
        Files.size(file) / 1e6,
        (System.nanoTime() - start) / 1e9,
        memory("VmRSS"),
        memory("VmHWM"));
  }

  /** Routes one by one, by as many clients as Kong was measured with. */
  private void create() throws InterruptedException {
    int mine = round++;
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      String prefix = "c" + mine + "-" + i + "-";
      Thread client = new Thread(() -> createBy(prefix, go));
      client.start();
      clients.add(client);
    }
    long start = System.nanoTime();
    go.countDown();
    for (Thread client : clients) {
      client.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "created by %d clients with %d routes there: %.0f entities a second%n",
        CLIENTS, routes, CLIENTS * CREATED_BY_EACH / seconds);
  }

  private void createBy(String prefix, CountDownLatch go) {
    AdminClient client = new AdminClient(admin);
    try {
      go.await();
      for (int i = 0; i < CREATED_BY_EACH; i++) {
        client.send(
            "POST",
            "/services/s" + i % 100 + "/routes",
            "{\"name\":\"%s%d\",\"paths\":[\"/%s%d\"]}".formatted(prefix, i, prefix, i));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** All pages of routes, one after the other. */
  private void pages() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    Pattern next = Pattern.compile("\"offset\":\"([^\"]+)\"");
    List<Double> millis = new ArrayList<>();
    String offset = "";
    while (offset != null) {
      long start = System.nanoTime();
      String page =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(admin + "/routes?size=1000" + offset)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      millis.add((System.nanoTime() - start) / 1e6);
      Matcher found = next.matcher(page);
      offset = found.find() ? "&offset=" + found.group(1) : null;
    }
    int all = millis.size();
    System.out.printf(
        "pages of 1,000: %d pages; median of the second ten %.1f ms, of the last ten %.1f ms%n",
        all, median(millis.subList(10, 20)), median(millis.subList(all - 10, all)));
  }

  private static double median(List<Double> millis) {
    return millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow();
  }

  /** Megabytes of the control plane's process, as Linux tells them. */
  private int memory(String line) throws IOException {
    Matcher pid = Pattern.compile("\"pid\" *: *(\\d+)").matcher(Files.readString(runFile));
    if (!pid.find()) {
      throw new IOException("the control plane does not run");
    }
    for (String each : Files.readAllLines(Path.of("/proc", pid.group(1), "status"))) {
      if (each.startsWith(line + ":")) {
        return Integer.parseInt(each.replaceAll("\\D", "")) / 1_024;
      }
    }
    throw new IOException("no " + line);
  }
}
