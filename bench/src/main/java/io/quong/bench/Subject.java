package io.quong.bench;

import java.io.IOException;

/**
 * A proxy under a kind of load.
 *
 * @param name as the table says it
 * @param process the one that proxies
 * @param load 50 kept connections
 */
record Subject(String name, ProcessFigures process, Load load) {
  private static final int CONNECTIONS = 50;

  static Subject of(String name, ProcessFigures process, int port, String path, String header) {
    return new Subject(name, process, new Load(port, path, header, CONNECTIONS));
  }

  /** Microseconds of processor time for a request. */
  double cpu(double seconds) throws IOException, InterruptedException {
    double before = process.seconds();
    Load.Result result = load.run(seconds);
    if (result.failed() > 0) {
      throw new IOException(name + ": " + result);
    }
    return (process.seconds() - before) * 1e6 / result.sent();
  }

  /**
   * Interleaved rounds after a round to warm up.
   *
   * @return by subject, then by round
   */
  static double[][] rounds(Subject[] subjects, int rounds, double warm, double seconds)
      throws IOException, InterruptedException {
    for (Subject each : subjects) {
      each.load.run(warm);
    }
    double[][] micros = new double[subjects.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < subjects.length; i++) {
        micros[i][round] = subjects[i].cpu(seconds);
      }
    }
    return micros;
  }
}
