package io.quong.plugins.cors;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * The value of an Origin header, normalised: {@code scheme://host[:port]} without a scheme's
 * default port. What has not that form stays as it is and is its own host.
 *
 * @param text the normalised form
 * @param host the host alone
 */
record Origin(String text, String host) {
  private static final Pattern FORM =
      Pattern.compile("^(?:(https?)://)?([^/:\\[\\]]+|\\[[^\\]]*\\])(?::([0-9]+))?$");

  static Origin of(String header) {
    Matcher parts = FORM.matcher(header);
    if (!parts.matches()) {
      return new Origin(header, header);
    }
    String scheme = parts.group(1);
    String host = parts.group(2);
    String port = parts.group(3);
    if (scheme == null) {
      return new Origin(header, host);
    }
    boolean isDefault = port == null || port.equals(scheme.equals("https") ? "443" : "80");
    return new Origin(scheme + "://" + host + (isDefault ? "" : ":" + port), host);
  }
}
