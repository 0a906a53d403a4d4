package io.quong.launcher;

import io.quong.program.ProductVersion;
import io.quong.program.ProgramArguments;
import io.quong.program.ProgramArguments.UsageException;
import io.quong.program.ProgramFile;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import io.quong.settings.Settings;
import io.quong.settings.SettingsException;
import io.quong.vault.EnvironmentVault;
import io.quong.vault.VaultException;
import io.quong.vault.VaultReference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The verbs of Kong's command line that Quong has no better word for, with its exit statuses. */
final class KongVerbs {
  private static final long QUIT_SECONDS = 10;

  private final Path home;
  private final List<String> words = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> own = new TreeMap<>();

  private KongVerbs(Path home, List<String> arguments) throws UsageException {
    this.home = home;
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      boolean last = i + 1 == arguments.size();
      switch (word) {
        case "--v", "--vv" -> {}
        case "-y", "--yes", "-a", "--all", "-f", "--force" -> own.put(word.replace("--", "-"), "");
        case "-c", "--conf", "-p", "--prefix", "-s" -> {
          options.add(word.startsWith("--") ? word.substring(1, 3) : word);
          options.add(value(word, last, arguments, ++i));
        }
        case "-t", "--timeout", "-w", "--wait", "-d", "--days", "--lock-timeout", "--db-timeout" ->
            own.put(word.replace("--", "-"), value(word, last, arguments, ++i));
        default -> words.add(word);
      }
    }
  }

  private static String value(String option, boolean missing, List<String> arguments, int at)
      throws UsageException {
    if (missing) {
      throw new UsageException(option + " needs a value");
    }
    return arguments.get(at);
  }

  /** Runs a verb; answers its exit status, or null when it is none of these. */
  static Integer run(Path home, List<String> arguments)
      throws IOException, Failure, UsageException, SettingsException, InterruptedException {
    if (arguments.isEmpty()) {
      return null;
    }
    KongVerbs verbs = new KongVerbs(home, arguments);
    return verbs.words.isEmpty() ? null : verbs.run(verbs.words.get(0));
  }

  private Integer run(String verb)
      throws IOException, Failure, UsageException, SettingsException, InterruptedException {
    return switch (verb) {
      case "check" -> check();
      case "config" -> config();
      case "health" -> health();
      case "hybrid" -> hybrid();
      case "migrations" -> migrations();
      case "prepare" -> prepare();
      case "quit" -> quit();
      case "drain" -> drain();
      case "vault" -> vault();
      case "version" -> own.containsKey("-a") || own.containsKey("-all") ? versions() : null;
      default -> null;
    };
  }

  private String word(int at) {
    return at < words.size() ? words.get(at) : null;
  }

  private Installation installation() throws UsageException, SettingsException {
    return Installation.open(home, ProgramArguments.parse(options), null, System.getenv());
  }

  private int check() throws UsageException, SettingsException {
    String file = word(1);
    if (file == null) {
      throw new UsageException("check needs a file");
    }
    ProgramArguments given = ProgramArguments.parse(List.of("-c", file));
    given.settings(System.getenv());
    System.out.println("configuration at " + Path.of(file).toAbsolutePath() + " is valid");
    return 0;
  }

  /** Null for the check of settings, which is another command's. */
  private Integer config()
      throws IOException, Failure, UsageException, SettingsException, InterruptedException {
    String verb = word(1) == null ? "" : word(1);
    String file = word(2);
    DeclarativeFile declarative = new DeclarativeFile(installation());
    return switch (verb) {
      case "init" -> declarative.init(file == null ? "kong.yml" : file);
      case "parse" -> declarative.parse(needed(file));
      case "check" ->
          file != null && file.matches("(?i).*\\.(ya?ml|json)") ? declarative.parse(file) : null;
      case "import", "db_import" -> declarative.importFile(needed(file));
      case "export", "db_export" -> declarative.export(file == null ? "kong.yml" : file);
      default -> throw new UsageException("config: init, parse, check, import or export");
    };
  }

  private static String needed(String file) throws UsageException {
    if (file == null) {
      throw new UsageException("expected a declarative configuration file");
    }
    return file;
  }

  private int health() throws UsageException, SettingsException, Failure {
    Installation installation = installation();
    boolean healthy = true;
    for (Program program : installation.programs()) {
      ProgramFile.Content content = installation.running(program);
      boolean runs = content != null && content.ready();
      healthy &= runs;
      System.out.println(
          program.title()
              + ".".repeat(20 - program.title().length())
              + (runs ? "running" : "not running"));
    }
    if (!healthy) {
      throw new Failure("Quong is not running at " + installation.prefix());
    }
    System.out.println("\nQuong is healthy at " + installation.prefix());
    return 0;
  }

  private int hybrid()
      throws IOException, Failure, UsageException, SettingsException, InterruptedException {
    if (!"gen_cert".equals(word(1)) || words.size() == 3) {
      throw new UsageException("hybrid gen_cert [CERTIFICATE KEY] [-d DAYS]");
    }
    String certificate = word(2) == null ? "cluster.crt" : word(2);
    String key = word(3) == null ? "cluster.key" : word(3);
    String days = own.getOrDefault("-d", own.getOrDefault("-days", "1095"));
    if (!days.matches("[1-9]\\d{0,4}")) {
      throw new UsageException("-d needs a number of days");
    }
    return ControlPlaneCommand.run(
        installation(), List.of("gen-cert", absolute(certificate), absolute(key), days));
  }

  private static String absolute(String file) {
    return Path.of(file).toAbsolutePath().toString();
  }

  private int migrations()
      throws IOException, Failure, UsageException, SettingsException, InterruptedException {
    String verb = word(1) == null ? "" : word(1);
    if (!List.of("bootstrap", "up", "finish", "list", "status", "reset").contains(verb)) {
      throw new UsageException("migrations bootstrap, up, finish, list, status or reset");
    }
    if (verb.equals("reset") && !own.containsKey("-y") && !own.containsKey("-yes")) {
      throw new Failure("not interactive: use --yes to delete everything in the database");
    }
    Installation installation = installation();
    if (installation.settings().withoutDatabase()) {
      throw new Failure("there is nothing to migrate: database = off");
    }
    if (verb.equals("reset") && installation.running(Program.CONTROL_PLANE) != null) {
      throw new Failure("stop Quong first: it uses the database");
    }
    return ControlPlaneCommand.run(installation, List.of("migrations", verb));
  }

  private int prepare() throws IOException, UsageException, SettingsException {
    Installation installation = installation();
    for (String folder : List.of("logs", "run")) {
      Files.createDirectories(installation.prefix().resolve(folder));
    }
    System.out.println("the prefix is prepared: " + installation.prefix());
    return 0;
  }

  private int quit()
      throws IOException, Failure, UsageException, SettingsException, InterruptedException {
    long wait = seconds("-w", "-wait", 0);
    long grace = seconds("-t", "-timeout", QUIT_SECONDS);
    options.addAll(List.of("-s", "quong_shutdown_grace=" + grace));
    Installation installation = installation();
    TimeUnit.SECONDS.sleep(wait);
    if (!new Stopper(installation).stop()) {
      throw new Failure("Quong is not running in " + installation.prefix());
    }
    System.out.println("Quong stopped");
    return 0;
  }

  private long seconds(String option, String other, long otherwise) throws UsageException {
    String text = own.getOrDefault(option, own.get(other));
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,5}")) {
      throw new UsageException(option + " needs a number of seconds");
    }
    return Long.parseLong(text);
  }

  private int drain()
      throws IOException, Failure, UsageException, SettingsException, InterruptedException {
    Settings settings = installation().settings();
    Listen listen =
        settings.get(Keys.STATUS_LISTEN).stream()
            .filter(each -> !each.ssl())
            .findFirst()
            .orElse(null);
    if (listen == null) {
      throw new Failure("a plain status_listen is needed to drain a node");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(listen.url(listen.port()) + "/status/ready"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("status=draining"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 204) {
      throw new Failure("the node does not drain: " + answer.body());
    }
    System.out.println("Quong drains");
    return 0;
  }

  private int vault() throws Failure, UsageException, SettingsException {
    if (!"get".equals(word(1)) || word(2) == null) {
      throw new UsageException("vault get REFERENCE");
    }
    String text = word(2);
    String prefix = installation().settings().get(Keys.VAULT_ENV_PREFIX);
    try {
      VaultReference reference =
          VaultReference.parse(VaultReference.looksLikeOne(text) ? text : "{vault://" + text + "}");
      if (!reference.vault().equals("env")) {
        throw new Failure("vault get: only the vault env is known without a running node");
      }
      EnvironmentVault vault = new EnvironmentVault(System.getenv());
      System.out.println(vault.resolve(reference, prefix == null ? "" : prefix));
      return 0;
    } catch (VaultException refused) {
      throw new Failure(refused.getMessage());
    }
  }

  private static int versions() {
    System.out.println("Quong: " + ProductVersion.QUONG);
    System.out.println("Kong: " + ProductVersion.KONG);
    System.out.println("Java: " + Runtime.version());
    System.out.println(
        "Operating system: "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version"));
    return 0;
  }
}
