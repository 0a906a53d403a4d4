package io.quong.schema.check;

import java.util.Arrays;

/** Literal addresses, read without ever asking a name server. */
public final class IpAddress {
  private IpAddress() {}

  /** The four bytes of a dotted address, or null. */
  public static byte[] parseV4(String text) {
    byte[] address = new byte[4];
    int part = 0;
    int value = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        if (value < 0 || part == 4) {
          return null;
        }
        address[part++] = (byte) value;
        value = -1;
      } else if (c < '0' || c > '9') {
        return null;
      } else {
        value = Math.max(value, 0) * 10 + (c - '0');
        if (value > 255) {
          return null;
        }
      }
    }
    return part == 4 ? address : null;
  }

  /** The sixteen bytes of an address with colons, without brackets and zone, or null. */
  public static byte[] parseV6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
    byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int given = head.length + tail.length;
    if (gap < 0 ? given != 16 : given > 14) {
      return null;
    }
    byte[] address = Arrays.copyOf(head, 16);
    System.arraycopy(tail, 0, address, 16 - tail.length, tail.length);
    return address;
  }

  /** The bytes of groups between single colons; the last may be a dotted address. */
  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    byte[] bytes = new byte[18];
    int length = 0;
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf(':', start);
      String group = text.substring(start, end < 0 ? text.length() : end);
      if (length > 14) {
        return null;
      }
      if (end < 0 && group.indexOf('.') >= 0) {
        byte[] dotted = parseV4(group);
        if (dotted == null || length > 12) {
          return null;
        }
        System.arraycopy(dotted, 0, bytes, length, 4);
        return Arrays.copyOf(bytes, length + 4);
      }
      int value = hex(group);
      if (value < 0) {
        return null;
      }
      bytes[length++] = (byte) (value >> 8);
      bytes[length++] = (byte) value;
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return Arrays.copyOf(bytes, length);
  }

  private static int hex(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      int digit = Character.digit(group.charAt(i), 16);
      if (digit < 0 || group.charAt(i) > 'f') {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /** All eight groups with four digits: {@code 0000:…:0001}. */
  public static String expanded(byte[] v6) {
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 16; i += 2) {
      out.append(i > 0 ? ":" : "").append(hexByte(v6[i])).append(hexByte(v6[i + 1]));
    }
    return out.toString();
  }

  private static String hexByte(byte value) {
    return Integer.toHexString((value & 0xff) | 0x100).substring(1);
  }
}
