package io.quong.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir Path folder;

  private static Figure plain(double ours) {
    return new Figure(
        "cpu",
        "no plugin",
        "µs",
        new double[] {ours - 1, ours, ours + 1},
        new double[] {19, 20, 21},
        "nginx",
        Figure.most(1.2));
  }

  private static Figure rate(double ours) {
    return new Figure(
        "bodies",
        "1 GB down",
        "MB/s",
        new double[] {ours},
        new double[] {100},
        "nginx",
        Figure.least(0.8));
  }

  @Test
  void aRatioThatBecameWorseThanTheToleranceIsTold() {
    assertEquals(
        List.of(
            "cpu, no plugin: 1.50 times nginx, was 1.10",
            "bodies, 1 GB down: 0.80 times nginx, was 1.00"),
        Report.worse(List.of(plain(22), rate(100)), List.of(plain(30), rate(80)), 0.15));
    assertEquals(
        List.of(), Report.worse(List.of(plain(22), rate(100)), List.of(plain(24), rate(90)), 0.15));
  }

  @Test
  void theTableTellsMedianSpreadRatioAndWhetherTheGoalIsMet() {
    assertEquals(
        """
        | row | what | median | spread | beside | ratio | goal | |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | `cpu` | no plugin | 22.0 µs | 21.0 to 23.0 | nginx 20.0 | 1.10 | ≤ 1.20 | met |
        | `cold` | memory | 214 MB | 214 to 214 |  |  | ≤ 150 | missed |
        """,
        Report.table(
            List.of(
                plain(22),
                Figure.alone("cold", "memory", "MB", new double[] {214}, Figure.most(150)))));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("figures.json");
    List<Figure> figures = List.of(plain(22), rate(90));
    Report.write(figures, file);
    assertEquals(Report.table(figures), Report.table(Report.read(file)));
  }
}
