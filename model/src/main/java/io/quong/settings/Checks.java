package io.quong.settings;

import java.util.Set;
import java.util.regex.Pattern;

/** What single values must be. */
final class Checks {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 =
      Pattern.compile("[0-9a-fA-F:]{2,39}(:(\\d{1,3}\\.){3}\\d{1,3})?");
  private static final Pattern GUI_PATH = Pattern.compile("[A-Za-z0-9/_-]*");
  private static final Pattern LABEL =
      Pattern.compile("[a-z0-9]([\\w.:-]*[a-z0-9])?", Pattern.CASE_INSENSITIVE);
  private static final Set<String> RESERVED = Set.of("kong", "konnect", "insomnia", "mesh", "kic");

  private Checks() {}

  static boolean uuid(String text) {
    return UUID.matcher(text).matches();
  }

  /** An IP address, a CIDR block or {@code unix:}. */
  static boolean trustedIp(String text) {
    if (text.equals("unix:")) {
      return true;
    }
    int slash = text.indexOf('/');
    String ip = slash < 0 ? text : text.substring(0, slash);
    if (!ip(ip)) {
      return false;
    }
    if (slash < 0) {
      return true;
    }
    String bits = text.substring(slash + 1);
    return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= (ip.indexOf(':') < 0 ? 32 : 128);
  }

  /** An IP address with or without a port. */
  static boolean resolver(String text) {
    if (ip(text)) {
      return true;
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      return false;
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return bracketed ? ip(host.substring(1, host.length() - 1)) : IPV4.matcher(host).matches();
  }

  private static boolean ip(String text) {
    if (IPV4.matcher(text).matches()) {
      return true;
    }
    if (text.indexOf(':') < 0 || !IPV6.matcher(text).matches()) {
      return false;
    }
    try {
      // A text with colons and hexadecimal digits alone is never looked up as a name.
      return java.net.InetAddress.getByName(text) != null;
    } catch (java.net.UnknownHostException e) {
      return false;
    }
  }

  /** What is wrong with the GUI's base path; null when nothing is. */
  static String guiPath(String path) {
    if (!path.startsWith("/")) {
      return "admin_gui_path must start with a slash ('/')";
    }
    if (path.length() > 1 && path.endsWith("/")) {
      return "admin_gui_path must not end with a slash ('/')";
    }
    if (!GUI_PATH.matcher(path).matches()) {
      return "admin_gui_path can only contain letters, digits, hyphens ('-'), underscores ('_'), and slashes ('/')";
    }
    return path.contains("//") ? "admin_gui_path must not contain continuous slashes ('/')" : null;
  }

  /** What is wrong with a node's labels; null when nothing is. */
  static String labels(java.util.List<String> labels) {
    if (labels.size() > 10) {
      return "cluster_dp_labels can have at most 10 labels";
    }
    for (String label : labels) {
      int colon = label.indexOf(':');
      String key = colon < 0 ? label : label.substring(0, colon);
      String value = colon < 0 ? "" : label.substring(colon + 1);
      if (!label(key) || !label(value) || RESERVED.stream().anyMatch(key::startsWith)) {
        return "cluster_dp_labels: invalid label '" + label + "'";
      }
    }
    return null;
  }

  private static boolean label(String text) {
    return text.length() <= 63 && LABEL.matcher(text).matches();
  }
}
