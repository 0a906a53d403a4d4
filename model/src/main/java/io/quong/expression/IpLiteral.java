package io.quong.expression;

/** Addresses as expressions write them. */
final class IpLiteral {
  private IpLiteral() {}

  /** 4 or 16 bytes; null when it is no address. */
  static byte[] parse(String literal) {
    return literal.indexOf(':') < 0 ? v4(literal) : v6(literal);
  }

  private static byte[] v4(String literal) {
    byte[] bytes = new byte[4];
    String[] octets = literal.split("\\.", -1);
    for (int i = 0; i < 4; i++) {
      int octet = Integer.parseInt(octets[i]);
      if (octet > 255 || (octets[i].length() > 1 && octets[i].charAt(0) == '0')) {
        return null;
      }
      bytes[i] = (byte) octet;
    }
    return bytes;
  }

  private static byte[] v6(String literal) {
    int gap = literal.indexOf("::");
    if (gap < 0) {
      return groups(literal, 8);
    }
    if (literal.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    byte[] head = groups(literal.substring(0, gap), -1);
    byte[] tail = groups(literal.substring(gap + 2), -1);
    if (head == null || tail == null || head.length + tail.length > 14) {
      return null;
    }
    byte[] bytes = new byte[16];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
    return bytes;
  }

  private static byte[] groups(String text, int count) {
    String[] groups = text.isEmpty() ? new String[0] : text.split(":", -1);
    if (count >= 0 && groups.length != count) {
      return null;
    }
    byte[] bytes = new byte[groups.length * 2];
    for (int i = 0; i < groups.length; i++) {
      if (groups[i].isEmpty() || groups[i].length() > 4) {
        return null;
      }
      int group = Integer.parseInt(groups[i], 16);
      bytes[2 * i] = (byte) (group >> 8);
      bytes[2 * i + 1] = (byte) group;
    }
    return bytes;
  }
}
