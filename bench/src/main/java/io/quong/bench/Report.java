package io.quong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as a table, as JSON, and held against those of an earlier run. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Report() {}

  static String number(double value) {
    double size = Math.abs(value);
    String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  /** Lines of a Markdown table. */
  static String table(List<Figure> figures) {
    StringBuilder out = new StringBuilder();
    out.append("| row | what | median | spread | beside | ratio | goal | |\n");
    out.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (Figure each : figures) {
      out.append("| `")
          .append(each.row())
          .append("` | ")
          .append(each.what())
          .append(" | ")
          .append(number(each.median()))
          .append(' ')
          .append(each.unit())
          .append(" | ")
          .append(number(each.lowest()))
          .append(" to ")
          .append(number(each.highest()))
          .append(" | ");
      if (each.hasPeer()) {
        out.append(each.peerName())
            .append(' ')
            .append(number(Figure.percentile(each.peer(), 0.5)))
            .append(" | ")
            .append(number(each.ratio()));
      } else {
        out.append(" | ");
      }
      out.append(" | ");
      if (each.goal() != null) {
        out.append(each.goal()).append(each.goal().met(each.judged()) ? " | met" : " | missed");
      } else {
        out.append(" | ");
      }
      out.append(" |\n");
    }
    return out.toString();
  }

  static void write(List<Figure> figures, Path file) throws IOException {
    ArrayNode all = JSON.createArrayNode();
    for (Figure each : figures) {
      ObjectNode one = all.addObject();
      one.put("row", each.row()).put("what", each.what()).put("unit", each.unit());
      one.set("rounds", JSON.valueToTree(each.rounds()));
      if (each.hasPeer()) {
        one.put("peer", each.peerName());
        one.set("peer_rounds", JSON.valueToTree(each.peer()));
      }
      if (each.goal() != null) {
        one.put(each.goal().most() ? "at_most" : "at_least", each.goal().limit());
      }
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, all.toPrettyString() + "\n");
  }

  /** What {@link #write} wrote. */
  static List<Figure> read(Path file) throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (JsonNode one : JSON.readTree(Files.readString(file))) {
      Figure.Goal goal = null;
      if (one.has("at_most")) {
        goal = Figure.most(one.get("at_most").asDouble());
      } else if (one.has("at_least")) {
        goal = Figure.least(one.get("at_least").asDouble());
      }
      figures.add(
          new Figure(
              one.get("row").asText(),
              one.get("what").asText(),
              one.get("unit").asText(),
              JSON.convertValue(one.get("rounds"), double[].class),
              JSON.convertValue(one.get("peer_rounds"), double[].class),
              one.path("peer").asText(null),
              goal));
    }
    return figures;
  }

  /**
   * Compares by ratio what has a peer; what has none depends on the machine.
   *
   * @param tolerance how much worse a ratio may be: 0.15 for 15 %
   * @return a line for each that became worse
   */
  static List<String> worse(List<Figure> before, List<Figure> now, double tolerance) {
    List<String> lines = new ArrayList<>();
    for (Figure figure : now) {
      for (Figure old : before) {
        if (!figure.hasPeer()
            || !old.hasPeer()
            || figure.goal() == null
            || !old.row().equals(figure.row())
            || !old.what().equals(figure.what())) {
          continue;
        }
        double change = figure.ratio() / old.ratio();
        if (figure.goal().most() ? change > 1 + tolerance : change < 1 / (1 + tolerance)) {
          lines.add(
              "%s, %s: %s times %s, was %s"
                  .formatted(
                      figure.row(),
                      figure.what(),
                      number(figure.ratio()),
                      figure.peerName(),
                      number(old.ratio())));
        }
      }
    }
    return lines;
  }
}
