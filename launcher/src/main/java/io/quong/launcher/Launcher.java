package io.quong.launcher;

import io.quong.program.ProductVersion;
import io.quong.program.ProgramArguments;
import io.quong.program.ProgramArguments.UsageException;
import io.quong.program.ProgramFile;
import io.quong.settings.ClusterKeys;
import io.quong.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The entry of {@code ./quong}. */
public final class Launcher {
  private static final String USAGE =
      """
      usage: quong COMMAND [control-plane|data-plane] [-c FILE] [-p PREFIX] [-s KEY=VALUE] [-t SECONDS] [--native]

        start          starts what does not run and waits until it serves
        stop           stops what runs, after the requests in flight
        restart        stop, then start
        reload         reads the settings anew; the node changes over without a gap
        status         what runs, where, with which configuration version
        logs [-f]      the ends of the logs; -f goes on
        run            start in the foreground; Ctrl-C stops all
        version [-a]   ours, and that of the Kong whose API it speaks; -a more
        config check   reads the settings and says all that is wrong with them
        config check|import|export|init FILE.yml
                       checks a declarative file, brings it to the control plane, fetches it, begins one

      As Kong's:
        check FILE, health, prepare, drain, quit [-t SECONDS] [-w SECONDS], vault get REFERENCE,
        hybrid gen_cert [CERTIFICATE KEY] [-d DAYS],
        migrations bootstrap|up|finish|list|status|reset [-y]

        -c FILE        a kong.conf; the environment (KONG_…, QUONG_…) goes over it
        -p PREFIX      the installation's folder, .quong/ in the working folder unless set
        -s KEY=VALUE   one setting; goes over the environment
        -t SECONDS     how long start waits, 60 unless set
        --native       the node as the native program that mvn -Pnative package builds
      """;

  private static final long PATIENCE_SECONDS = 60;

  private final Path home;
  private final List<String> options = new ArrayList<>();
  private String verb = "";
  private Program only;
  private boolean follow;
  private long seconds = PATIENCE_SECONDS;

  private Launcher(Path home) {
    this.home = home;
  }

  public static void main(String[] arguments) {
    Launcher launcher = new Launcher(Path.of(System.getProperty("quong.home", ".")));
    try {
      System.exit(launcher.run(List.of(arguments)));
    } catch (Failure e) {
      System.err.println("Error: " + e.getMessage());
      System.exit(e.exitCode());
    } catch (UsageException e) {
      System.err.println("Error: " + e.getMessage() + "\n\n" + USAGE);
      System.exit(2);
    } catch (SettingsException e) {
      System.err.println("Error: " + String.join("\nError: ", e.errors()));
      System.exit(1);
    } catch (IOException e) {
      System.err.println("Error: " + e);
      System.exit(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      System.exit(130);
    }
  }

  private int run(List<String> arguments)
      throws IOException, Failure, UsageException, SettingsException, InterruptedException {
    Integer kong = KongVerbs.run(home, arguments);
    if (kong != null) {
      return kong;
    }
    parse(arguments);
    if (verb.equals("version")) {
      System.out.println("quong " + ProductVersion.QUONG + " (kong " + ProductVersion.KONG + ")");
      return 0;
    }
    if (verb.isEmpty() || verb.equals("help")) {
      System.out.print(USAGE);
      return verb.isEmpty() ? 2 : 0;
    }
    ProgramArguments given = ProgramArguments.parse(options);
    Installation installation = Installation.open(home, given, only, System.getenv());
    return switch (verb) {
      case "start" -> start(installation);
      case "run" -> new ForegroundRun(installation).run(seconds);
      case "stop" -> stop(installation);
      case "restart" -> {
        new Stopper(installation).stop();
        yield start(installation);
      }
      case "reload" -> new Reload(installation).run(seconds);
      case "status" -> status(installation);
      case "logs" -> logs(installation);
      case "config check" -> {
        warnings(installation);
        System.out.println("the settings are valid");
        yield 0;
      }
      default -> throw new UsageException("unknown command: " + verb);
    };
  }

  private void parse(List<String> arguments) throws Failure, UsageException {
    List<String> words = new ArrayList<>(arguments);
    if (!words.isEmpty()) {
      verb = words.remove(0);
    }
    if (verb.equals("--help") || verb.equals("-h")) {
      verb = "help";
    }
    if (verb.equals("config")) {
      if (words.isEmpty() || !words.remove(0).equals("check")) {
        throw new UsageException("config check is all there is of config");
      }
      verb = "config check";
      if (!words.isEmpty() && !words.get(0).startsWith("-")) {
        words.add(0, "-c");
      }
    }
    if (!words.isEmpty() && !words.get(0).startsWith("-")) {
      only = Program.of(words.remove(0));
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("-f") && verb.equals("logs")) {
        follow = true;
      } else if (words.get(i).equals("-t") && i + 1 < words.size()) {
        seconds = seconds(words.get(++i));
      } else if (words.get(i).equals("--native")) {
        options.addAll(List.of("-s", ClusterKeys.QUONG_NATIVE.name() + "=on"));
      } else {
        options.add(words.get(i));
      }
    }
  }

  private static long seconds(String text) throws UsageException {
    if (!text.matches("\\d{1,6}")) {
      throw new UsageException("-t needs a number of seconds");
    }
    return Long.parseLong(text);
  }

  static void warnings(Installation installation) {
    installation.settings().warnings().forEach(w -> System.err.println("Warning: " + w));
  }

  private int start(Installation installation) throws IOException, Failure {
    warnings(installation);
    long begin = System.nanoTime();
    try (Starter starter = new Starter(installation, false)) {
      // Ctrl-C while it starts leaves nothing behind.
      starter.spawn();
      starter.await(seconds);
    }
    double took = (System.nanoTime() - begin) / 1e9;
    System.out.printf("Quong is running in %s (%.1f s)%n", installation.prefix(), took);
    ProgramFile.Content control = installation.running(Program.CONTROL_PLANE);
    ProgramFile.Content node = installation.running(Program.DATA_PLANE);
    Tour tour = new Tour(control, node);
    System.out.print(tour.addresses());
    System.out.println("  logs        " + installation.prefix().resolve("logs"));
    System.out.print(tour.session());
    return 0;
  }

  private int stop(Installation installation) throws IOException, Failure {
    if (!new Stopper(installation).stop()) {
      throw new Failure("Quong is not running in " + installation.prefix());
    }
    System.out.println("Quong stopped");
    return 0;
  }

  private int status(Installation installation) throws IOException, InterruptedException {
    StatusReport report = new StatusReport(installation);
    System.out.print(report.text());
    return report.good() ? 0 : 3;
  }

  private int logs(Installation installation) throws IOException, Failure {
    List<Path> logs = new ArrayList<>();
    installation.programs().forEach(program -> logs.add(installation.log(program.id())));
    if (installation.programs().contains(Program.CONTROL_PLANE)
        && installation.settings().embeddedDatabase()) {
      logs.add(installation.log("postgres"));
    }
    LogPrinter printer = new LogPrinter(logs, System.out);
    printer.print();
    while (follow) {
      Starter.pause();
      printer.print();
    }
    return 0;
  }
}
