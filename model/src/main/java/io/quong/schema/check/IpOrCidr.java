package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** An address, or one with the length of its prefix. */
public final class IpOrCidr implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    String text = value.asText();
    return isRange(text, true) ? null : "invalid ip or cidr range: '" + text + "'";
  }

  static boolean isRange(String text, boolean v6Too) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    int bits = IpAddress.parseV4(address) != null ? 32 : 0;
    if (bits == 0 && v6Too && IpAddress.parseV6(address) != null) {
      bits = 128;
    }
    return bits > 0 && (slash < 0 || isLength(text.substring(slash + 1), bits));
  }

  private static boolean isLength(String text, int bits) {
    return !text.isEmpty()
        && text.length() <= 3
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(text) <= bits;
  }
}
