package io.quong.launcher;

import io.quong.program.ProgramFile;
import io.quong.settings.Keys;
import java.util.List;
import java.util.Map;

/** What {@code quong start} prints when all is ready: addresses, and a first session by curl. */
final class Tour {
  private final Map<String, List<String>> control;
  private final Map<String, List<String>> node;

  Tour(ProgramFile.Content control, ProgramFile.Content node) {
    this.control = control == null ? Map.of() : control.addresses();
    this.node = node == null ? Map.of() : node.addresses();
  }

  /** Where things are, a line each. */
  String addresses() {
    StringBuilder text = new StringBuilder();
    line(text, "proxy", node.get(Keys.PROXY_LISTEN.name()));
    line(text, "Admin API", control.get(Keys.ADMIN_LISTEN.name()));
    line(text, "status API", statusAddresses());
    return text.toString();
  }

  private List<String> statusAddresses() {
    return node.getOrDefault(
        Keys.STATUS_LISTEN.name(), control.getOrDefault(Keys.STATUS_LISTEN.name(), List.of()));
  }

  private static void line(StringBuilder text, String name, List<String> urls) {
    if (urls != null && !urls.isEmpty()) {
      text.append("  %-11s %s%n".formatted(name, String.join("  ", urls)));
    }
  }

  /** The lines to copy; empty when one of the listeners that they need is off. */
  String session() {
    String admin = plain(control.get(Keys.ADMIN_LISTEN.name()));
    String proxy = plain(node.get(Keys.PROXY_LISTEN.name()));
    String status = plain(statusAddresses());
    if (admin == null || proxy == null || status == null) {
      return "";
    }
    return """

        Try it:
          curl -i -X POST ADMIN/services --data name=example --data url=STATUS/status/ready
          curl -i -X POST ADMIN/services/example/routes --data name=example --data 'paths[]=/example'
          curl -i PROXY/example

        Ask for a key:
          curl -i -X POST ADMIN/services/example/plugins --data name=key-auth
          curl -i PROXY/example
          curl -i -X POST ADMIN/consumers --data username=alice
          curl -i -X POST ADMIN/consumers/alice/key-auth --data key=secret-of-alice
          curl -i PROXY/example --header 'apikey: secret-of-alice'

        Five requests a minute:
          curl -i -X POST ADMIN/services/example/plugins --data name=rate-limiting --data config.minute=5 --data config.policy=local
          for i in 1 2 3 4 5 6; do curl -s -o /dev/null -w '%{http_code}\\n' PROXY/example --header 'apikey: secret-of-alice'; done
        """
        .replace("ADMIN", admin)
        .replace("PROXY", proxy)
        .replace("STATUS", status);
  }

  private static String plain(List<String> urls) {
    if (urls == null) {
      return null;
    }
    return urls.stream()
        .filter(url -> url.startsWith("http://"))
        .findFirst()
        .map(Tour::reachable)
        .orElse(null);
  }

  /** A URL that a client on this machine can use, for one that names all addresses. */
  static String reachable(String url) {
    return url.replaceFirst("//(0\\.0\\.0\\.0|\\*)", "//localhost")
        .replaceFirst("//\\[::]", "//localhost");
  }
}
