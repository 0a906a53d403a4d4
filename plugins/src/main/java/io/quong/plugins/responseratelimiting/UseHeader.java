package io.quong.plugins.responseratelimiting;

import io.quong.lua.LuaNumbers;
import io.quong.plugin.message.ByteText;
import java.util.HashMap;
import java.util.Map;

/** What an upstream says was used: {@code name=n, name2=m}. */
final class UseHeader {
  private UseHeader() {}

  /**
   * Uses by name; malformed parts and names that no limit has are left out.
   *
   * @param value byte text; null for none
   */
  static Map<String, Long> parse(String value, Map<String, NamedLimit> limits) {
    Map<String, Long> uses = new HashMap<>();
    int from = 0;
    while (value != null && from <= value.length()) {
      int comma = value.indexOf(',', from);
      int to = comma < 0 ? value.length() : comma;
      int equals = value.indexOf('=', from);
      if (equals >= 0 && equals < to) {
        part(value.substring(from, equals), value.substring(equals + 1, to), limits, uses);
      }
      from = to + 1;
    }
    return uses;
  }

  private static void part(
      String name, String number, Map<String, NamedLimit> limits, Map<String, Long> uses) {
    String known = ByteText.unicode(name.strip());
    Double parsed = LuaNumbers.parse(number);
    if (limits.containsKey(known) && parsed != null) {
      uses.put(known, parsed.longValue());
    }
  }
}
