package io.quong.admin.history;

import io.quong.admin.api.AdminError;

/** The {@code ETag} of the whole configuration: its version. */
final class VersionTag {
  private VersionTag() {}

  static String of(long version) {
    return '"' + Long.toString(version) + '"';
  }

  /** Refuses a write when the newest version is not what {@code If-Match} says. */
  static void expect(String header, long newest) {
    for (String tag : header.split(",")) {
      if (tag.strip().equals("*") || tag.strip().equals(of(newest))) {
        return;
      }
    }
    throw AdminError.changedMeanwhile();
  }
}
