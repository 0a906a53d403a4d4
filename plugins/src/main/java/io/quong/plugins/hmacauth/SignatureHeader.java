package io.quong.plugins.hmacauth;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * The parameters of an {@code Authorization} header, byte text.
 *
 * @param headers what is signed, separated by single blanks
 * @param signature base64
 */
record SignatureHeader(String username, String algorithm, String headers, String signature) {
  private static final Pattern FORM =
      Pattern.compile(
          "[Hh]mac\\s*username=\"(.+)\",\\s*algorithm=\"(.+)\",\\s*headers=\"(.+)\",\\s*signature=\"(.+)\"");

  /** Null when the header has not all of them, in this order. */
  static SignatureHeader read(String header) {
    // What has no scheme is told without the expression.
    if (header == null || header.indexOf("mac") < 0) {
      return null;
    }
    Matcher form = FORM.matcher(header);
    return form.find()
        ? new SignatureHeader(form.group(1), form.group(2), form.group(3), form.group(4))
        : null;
  }

  /** Without the signature. */
  @Override
  public String toString() {
    return "SignatureHeader[" + username + ", " + algorithm + ", " + headers + "]";
  }
}
