package io.quong.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which port clients see for a port that the node listens on.
 *
 * @param published what clients connect to
 * @param listening what the node listens on
 */
public record PortMap(int published, int listening) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,5}):(\\d{1,5})");

  static PortMap parse(String key, String text) throws BadValue {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      int published = Integer.parseInt(matcher.group(1));
      int listening = Integer.parseInt(matcher.group(2));
      if (valid(published) && valid(listening)) {
        return new PortMap(published, listening);
      }
    }
    throw new BadValue("invalid port mapping (`" + key + "`): " + text);
  }

  private static boolean valid(int port) {
    return port >= 1 && port <= 65_535;
  }

  static List<String> texts(List<PortMap> maps) {
    return maps.stream().map(m -> m.published + ":" + m.listening).toList();
  }
}
