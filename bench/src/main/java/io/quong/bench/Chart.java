package io.quong.bench;

import java.util.List;
import java.util.Locale;

/** Bars of one row as SVG: medians, with a line from the lowest to the highest round. */
final class Chart {
  private static final int WIDTH = 760;
  private static final int LABELS = 300;
  private static final int BAR = 22;
  private static final int GAP = 8;
  private static final int TOP = 34;
  private static final String OURS = "#2563eb";
  private static final String PEERS = "#9ca3af";

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Bar(String label, double[] rounds, String color) {}

  private Chart() {}

  /**
   * @param figures of one unit; the peer of the first one that has any is drawn too
   */
  static String svg(String title, List<Figure> figures) {
    List<Bar> bars = new java.util.ArrayList<>();
    for (Figure each : figures) {
      bars.add(new Bar(each.what(), each.rounds(), OURS));
    }
    figures.stream()
        .filter(Figure::hasPeer)
        .findFirst()
        .ifPresent(first -> bars.add(new Bar(first.peerName(), first.peer(), PEERS)));
    double most =
        bars.stream().mapToDouble(bar -> Figure.percentile(bar.rounds, 1)).max().orElse(1);
    int height = TOP + bars.size() * (BAR + GAP) + GAP;
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                + "font-family=\"sans-serif\" font-size=\"13\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                + "<text x=\"10\" y=\"20\" font-weight=\"bold\">%s</text>%n",
            WIDTH,
            height,
            text(title)));
    for (int i = 0; i < bars.size(); i++) {
      out.append(bar(bars.get(i), TOP + i * (BAR + GAP), (WIDTH - LABELS - 110) / most, figures));
    }
    return out.append("</svg>\n").toString();
  }

  private static String bar(Bar bar, int y, double scale, List<Figure> figures) {
    double median = Figure.percentile(bar.rounds, 0.5);
    double low = LABELS + Figure.percentile(bar.rounds, 0) * scale;
    double high = LABELS + Figure.percentile(bar.rounds, 1) * scale;
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n"
            + "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#111827\"/>%n"
            + "<text x=\"%.1f\" y=\"%d\">%s %s</text>%n",
        LABELS - 8,
        y + 16,
        text(bar.label),
        LABELS,
        y,
        median * scale,
        BAR,
        bar.color,
        low,
        y + BAR / 2,
        high,
        y + BAR / 2,
        Math.max(high, LABELS + median * scale) + 6,
        y + 16,
        Report.number(median),
        text(figures.get(0).unit()));
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;");
  }
}
