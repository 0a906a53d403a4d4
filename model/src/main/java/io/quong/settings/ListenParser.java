package io.quong.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kong's grammar of listen lists: {@code off}, or {@code <ip>:<port> [<flag>…], …}. */
final class ListenParser {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([A-Za-z0-9._-]{1,253})):(\\d{1,5})");
  private static final Pattern IPV4_LIKE = Pattern.compile("[0-9.]+");
  private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}");
  private static final Pattern BACKLOG = Pattern.compile("backlog=(\\d{1,9})");
  private static final Pattern COMMON =
      Pattern.compile(
          "ssl|proxy_protocol|bind|reuseport|backlog=\\d{1,9}|ipv6only=(on|off)"
              + "|so_keepalive=(on|off|\\w*:\\w*:\\d*)");

  private ListenParser() {}

  static List<Listen> parse(String key, String text, boolean stream) throws BadValue {
    List<String> entries = List.of(text.split(",", -1));
    // Kong looks for "off" in the first entry alone.
    if (entries.get(0).strip().equalsIgnoreCase("off")) {
      return List.of();
    }
    List<Listen> listens = new ArrayList<>();
    for (String entry : entries) {
      listens.add(entry(entry.strip(), stream));
      if (listens.get(listens.size() - 1) == null) {
        throw new BadValue(
            key
                + " must be of form: [off] | <ip>:<port> ["
                + flags(stream)
                + "], [... next entry ...]");
      }
    }
    if (listens.stream().anyMatch(Listen::http2)) {
      listens.replaceAll(Listen::withHttp2);
    }
    return List.copyOf(listens);
  }

  private static String flags(boolean stream) {
    String own =
        stream
            ? "udp] [ssl] [proxy_protocol] [bind] [reuseport"
            : "ssl] [http2] [proxy_protocol] [deferred] [bind] [reuseport";
    return own
        + "] [backlog=%d+] [ipv6only=on] [ipv6only=off] [so_keepalive=on] [so_keepalive=off] [so_keepalive=%w*:%w*:%d*";
  }

  /** Null when it is not of the form. */
  private static Listen entry(String entry, boolean stream) {
    List<String> words = new ArrayList<>(List.of(entry.split("\\s+")));
    Matcher matcher = ADDRESS.matcher(words.remove(0));
    if (!matcher.matches()) {
      return null;
    }
    String address = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    int port = Integer.parseInt(matcher.group(3));
    boolean badIp = IPV4_LIKE.matcher(address).matches() && !IPV4.matcher(address).matches();
    if (port > 65_535 || badIp || !words.stream().allMatch(w -> allowed(w, stream))) {
      return null;
    }
    return new Listen(
        address,
        port,
        words.contains("udp"),
        words.contains("ssl"),
        words.contains("http2"),
        words.contains("proxy_protocol"),
        words.contains("reuseport"),
        backlog(words),
        keepalive(words),
        List.copyOf(words));
  }

  private static boolean allowed(String flag, boolean stream) {
    return COMMON.matcher(flag).matches()
        || (stream ? flag.equals("udp") : flag.equals("http2") || flag.equals("deferred"));
  }

  private static int backlog(List<String> flags) {
    for (String flag : flags) {
      Matcher matcher = BACKLOG.matcher(flag);
      if (matcher.matches()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return 0;
  }

  private static Boolean keepalive(List<String> flags) {
    for (String flag : flags) {
      if (flag.startsWith("so_keepalive=")) {
        return !flag.equals("so_keepalive=off");
      }
    }
    return null;
  }
}
