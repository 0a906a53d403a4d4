package io.quong.dataplane.http;

import java.util.List;

/**
 * A row of raw requests: {@code statuses <TAB> what the upstream sees <TAB> raw}.
 *
 * @param statuses of the answers, with {@code +} when the connection stays open behind them
 * @param upstream the requests that reach it, {@code -} for none
 */
public record RawRequests(String statuses, String upstream, String raw) {
  public static List<RawRequests> load(String name) {
    return Corpus.load(name).stream()
        .map(
            row -> {
              int tab = row.raw().indexOf('\t');
              return new RawRequests(
                  row.expected(), row.raw().substring(0, tab), row.raw().substring(tab + 1));
            })
        .toList();
  }

  public byte[] bytes() {
    return RawText.bytes(raw);
  }

  @Override
  public String toString() {
    return raw.length() > 120 ? raw.substring(0, 120) + "…" : raw;
  }
}
