package io.quong.vault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a secret: {@code {vault://<vault>/<resource>[/<key>][?<option>=<value>…]}}.
 *
 * @param text as written, braces included
 * @param vault {@code env}, or the prefix of a vault entity
 * @param resource what the vault is asked for
 * @param key the member of the answer, when that is a JSON object; null for the whole answer
 * @param options the query part: settings of the vault for this reference alone
 */
public record VaultReference(
    String text, String vault, String resource, String key, Map<String, String> options) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\{vault://([A-Za-z0-9][\\w-]{0,63})/([^/?{}]{1,512})(?:/([^/?{}]{1,512}))?(?:\\?([^{}]{0,512}))?\\}");

  /** Whether the text claims to be a reference, well formed or not. */
  public static boolean looksLikeOne(String text) {
    return text.startsWith("{vault://") && text.endsWith("}");
  }

  /**
   * @throws VaultException when it is not of the form
   */
  public static VaultReference parse(String text) throws VaultException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new VaultException("not a valid reference");
    }
    Map<String, String> options = new LinkedHashMap<>();
    if (matcher.group(4) != null) {
      for (String option : matcher.group(4).split("&")) {
        int equals = option.indexOf('=');
        if (equals > 0) {
          options.put(decoded(option.substring(0, equals)), decoded(option.substring(equals + 1)));
        }
      }
    }
    return new VaultReference(
        text,
        matcher.group(1),
        decoded(matcher.group(2)),
        matcher.group(3) == null ? null : decoded(matcher.group(3)),
        Map.copyOf(options));
  }

  private static String decoded(String text) throws VaultException {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new VaultException("not a valid reference", e);
    }
  }
}
