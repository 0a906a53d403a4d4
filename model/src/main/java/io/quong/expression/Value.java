package io.quong.expression;

import com.google.re2j.Pattern;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The right-hand side of a comparison. */
public sealed interface Value {
  /** A string. */
  record Text(String text) implements Value {}

  /** An integer. */
  record Whole(long number) implements Value {}

  /** An IP address. */
  final class Address implements Value {
    private final byte[] bytes;

    Address(byte[] bytes) {
      this.bytes = bytes;
    }

    /**
     * @param address 4 or 16 bytes
     */
    public boolean is(byte[] address) {
      return Arrays.equals(bytes, address);
    }

    @Override
    public String toString() {
      return text(bytes);
    }
  }

  /** A range of addresses. */
  final class Network implements Value {
    private final byte[] bytes;
    private final int bits;

    /**
     * @param bytes 4 or 16, zero behind the prefix
     * @param bits how long the prefix is
     */
    Network(byte[] bytes, int bits) {
      this.bytes = bytes;
      this.bits = bits;
    }

    /** Whether an address of the same family lies in it. */
    public boolean contains(byte[] address) {
      if (address.length != bytes.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        if (((address[i >> 3] ^ bytes[i >> 3]) >> (7 - (i & 7)) & 1) != 0) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return text(bytes) + "/" + bits;
    }
  }

  private static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * A regular expression, not anchored.
   *
   * @param source as written
   */
  record Regex(String source, Pattern pattern) implements Value {}
}
