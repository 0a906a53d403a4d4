package io.quong.dataplane.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows of raw messages with what is to become of them: {@code expected <TAB> raw}. */
record Corpus(String expected, String raw) {
  static List<Corpus> load(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream("/http/" + name)) {
      List<Corpus> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int tab = line.indexOf('\t');
          rows.add(new Corpus(line.substring(0, tab), line.substring(tab + 1)));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return raw.length() > 120 ? raw.substring(0, 120) + "…" : raw;
  }
}
