package io.quong.plugins.statsd;

import java.util.ArrayList;
import java.util.List;

/** The statuses that are told of: ranges such as {@code 200-204}; without any, all are. */
record StatusRanges(List<int[]> ranges) {
  private static final int MOST_DIGITS = 9;

  static StatusRanges of(List<String> texts) {
    List<int[]> ranges = new ArrayList<>();
    if (texts != null) {
      for (String text : texts) {
        int dash = text.indexOf('-');
        ranges.add(new int[] {number(text.substring(0, dash)), number(text.substring(dash + 1))});
      }
    }
    return new StatusRanges(ranges);
  }

  private static int number(String digits) {
    return digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  boolean contain(int status) {
    for (int[] range : ranges) {
      if (status >= range[0] && status <= range[1]) {
        return true;
      }
    }
    return ranges.isEmpty();
  }
}
