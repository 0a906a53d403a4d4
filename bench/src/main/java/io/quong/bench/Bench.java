package io.quong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures rows of the table of goals and says what came out: a table on the console, {@code
 * bench/target/figures.json}; with {@code --save} also the figures and charts of the documentation,
 * with {@code --check} held against those. See {@code bench/run}.
 */
public final class Bench {
  private static final Path FIGURES = Path.of("bench/target/figures.json");
  private static final Path SAVED = Path.of("docs/performance/figures.json");
  private static final double TOLERANCE = 0.15;

  /** In this order: what needs many routes comes last. */
  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("routes", new RoutesRow());
    ROWS.put("cpu", new CpuRow("cpu", false));
    ROWS.put("plugins", new CpuRow("plugins", true));
    ROWS.put("article", new ArticleRow());
    ROWS.put("tls", new TlsRow());
    ROWS.put("bodies", new BodiesRow());
    ROWS.put("aggregate", new AggregateRow());
    ROWS.put("idle", new IdleRow());
    ROWS.put("start", new StartRow());
    ROWS.put("native", new NativeRow());
    ROWS.put("changes", new ChangesRow());
    ROWS.put("live", new LiveRow());
    ROWS.put("cold", new ColdRow());
  }

  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>();
    boolean save = false;
    boolean check = false;
    int rounds = 3;
    for (String each : arguments) {
      if (each.equals("--save")) {
        save = true;
      } else if (each.equals("--check")) {
        check = true;
      } else if (each.matches("--rounds=\\d{1,2}")) {
        rounds = Integer.parseInt(each.substring("--rounds=".length()));
      } else if (ROWS.containsKey(each)) {
        rows.add(each);
      } else {
        System.err.println(each + " is no row: " + String.join(", ", ROWS.keySet()));
        System.exit(2);
      }
    }
    if (check && !Files.exists(SAVED)) {
      System.err.println("there is nothing to check against: " + SAVED + " is written by --save");
      System.exit(2);
    }
    List<Figure> figures = measure(rows.isEmpty() ? List.copyOf(ROWS.keySet()) : rows, rounds);
    System.out.print(Report.table(figures));
    Report.write(figures, FIGURES);
    if (check) {
      List<String> worse = Report.worse(Report.read(SAVED), figures, TOLERANCE);
      worse.forEach(line -> System.out.println("worse: " + line));
      System.exit(worse.isEmpty() ? 0 : 1);
    }
    if (save) {
      save(figures);
    }
  }

  /** A fresh installation for each row: none sees what another has left. */
  private static List<Figure> measure(List<String> rows, int rounds)
      throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (String name : rows) {
      System.err.println("measuring " + name);
      if (ROWS.get(name) instanceof RoutesRow alone) {
        figures.addAll(alone.measure());
        continue;
      }
      Path folder = Files.createTempDirectory("quong-bench-");
      try (Site site = Site.open(folder, rounds)) {
        List<Figure> measured = ROWS.get(name).measure(site);
        System.err.print(Report.table(measured));
        figures.addAll(measured);
      } finally {
        remove(folder);
      }
    }
    return figures;
  }

  /** What was measured now in the place of what was saved of these rows. */
  private static void save(List<Figure> figures) throws IOException {
    List<Figure> all = new ArrayList<>();
    List<Figure> before = Files.exists(SAVED) ? Report.read(SAVED) : List.of();
    for (String row : ROWS.keySet()) {
      List<Figure> of = figures.stream().filter(f -> f.row().equals(row)).toList();
      all.addAll(of.isEmpty() ? before.stream().filter(f -> f.row().equals(row)).toList() : of);
      Map<String, List<Figure>> byUnit = new LinkedHashMap<>();
      of.forEach(f -> byUnit.computeIfAbsent(f.unit(), unit -> new ArrayList<>()).add(f));
      for (Map.Entry<String, List<Figure>> each : byUnit.entrySet()) {
        String unit = each.getKey().replaceAll("[^A-Za-zµ]", "").replace('µ', 'u');
        String name = row + (byUnit.size() > 1 ? "-" + (unit.isEmpty() ? "percent" : unit) : "");
        Files.createDirectories(SAVED.getParent());
        Files.writeString(
            SAVED.resolveSibling(name + ".svg"),
            Chart.svg(row + ", " + each.getKey(), each.getValue()));
      }
    }
    Report.write(all, SAVED);
    Files.writeString(SAVED.resolveSibling("table.md"), Report.table(all));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
