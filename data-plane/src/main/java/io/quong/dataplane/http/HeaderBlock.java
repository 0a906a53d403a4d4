package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.quong.plugin.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Header lines over the bytes that came in. A line is five numbers: where its name and value stand,
 * where the line ends, and the hash of its name; nothing is decoded until someone asks for text.
 * Bytes are only ever appended: an added line is written behind the others, a removed one loses its
 * numbers. So what goes out is copied in as few runs as there were edits, and a {@link #copy}
 * shares the bytes.
 *
 * <p>Names and values that are set are encoded as OpenResty does: control bytes become {@code %0A}
 * and the like, so that no plugin can split a head.
 */
public final class HeaderBlock implements Headers {
  private static final int NAME = 0;
  private static final int NAME_END = 1;
  private static final int VALUE = 2;
  private static final int VALUE_END = 3;
  private static final int HASH = 4;
  private static final int WIDTH = 5;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);

  private byte[] bytes;
  private int end;
  private int[] lines;
  private int size;

  /** Whether another block appends to the same bytes, behind the end of this one. */
  private boolean borrowed;

  /** An empty block that expects a few lines. */
  public HeaderBlock() {
    this(new byte[256], 0, new int[8 * WIDTH], 0);
  }

  private HeaderBlock(byte[] bytes, int end, int[] lines, int size) {
    this.bytes = bytes;
    this.end = end;
    this.lines = lines;
    this.size = size;
  }

  /**
   * A block over received bytes, without lines yet.
   *
   * @param bytes given away: nobody else writes to it any more
   * @param end where appended lines may begin
   */
  static HeaderBlock over(byte[] bytes, int end) {
    return new HeaderBlock(bytes, end, new int[16 * WIDTH], 0);
  }

  /** For the parser, whose buffer may have been exchanged for a larger one meanwhile. */
  void rebase(byte[] newBytes, int newEnd) {
    bytes = newBytes;
    end = newEnd;
  }

  /** Adds a line that stands in the bytes already. */
  void addRange(int name, int nameEnd, int value, int valueEnd, int hash) {
    insertSlot(size, name, nameEnd, value, valueEnd, hash);
  }

  /** The same lines; the bytes are shared until either side adds to them. */
  public HeaderBlock copy() {
    HeaderBlock copy = new HeaderBlock(bytes, end, Arrays.copyOf(lines, lines.length), size);
    copy.borrowed = true;
    return copy;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String name(int line) {
    int at = slot(line);
    return text(lines[at + NAME], lines[at + NAME_END]);
  }

  @Override
  public String value(int line) {
    int at = slot(line);
    return text(lines[at + VALUE], lines[at + VALUE_END]);
  }

  @Override
  public String get(CharSequence name) {
    int line = find(name, 0);
    return line < 0 ? null : value(line);
  }

  @Override
  public List<String> all(CharSequence name) {
    int line = find(name, 0);
    if (line < 0) {
      return List.of();
    }
    List<String> values = new ArrayList<>(2);
    for (; line >= 0; line = find(name, line + 1)) {
      values.add(value(line));
    }
    return values;
  }

  @Override
  public boolean contains(CharSequence name) {
    return find(name, 0) >= 0;
  }

  @Override
  public boolean has(CharSequence name, CharSequence value) {
    for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
      if (valueEquals(line, value, false)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a line of the name has this value in any case; decodes nothing. */
  public boolean hasIgnoreCase(CharSequence name, CharSequence value) {
    for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
      if (valueEquals(line, value, true)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the line's value is this text in any case; decodes nothing. */
  public boolean valueEqualsIgnoreCase(int line, CharSequence value) {
    return valueEquals(line, value, true);
  }

  /**
   * The next line of a name, or -1.
   *
   * @param from the first line to look at
   */
  public int find(CharSequence name, int from) {
    int hash = name instanceof HeaderName known ? known.hash() : HeaderHash.of(name);
    for (int line = from, at = from * WIDTH; line < size; line++, at += WIDTH) {
      if (lines[at + HASH] == hash && nameEquals(at, name)) {
        return line;
      }
    }
    return -1;
  }

  @Override
  public void set(CharSequence name, CharSequence value) {
    int first = find(name, 0);
    if (first < 0) {
      add(name, value);
      return;
    }
    for (int next = find(name, first + 1); next >= 0; next = find(name, next)) {
      removeLine(next);
    }
    removeLine(first);
    append(first, name, value);
  }

  @Override
  public void add(CharSequence name, CharSequence value) {
    append(size, name, value);
  }

  /** Adds a line before all others. */
  public void addFirst(CharSequence name, CharSequence value) {
    append(0, name, value);
  }

  /**
   * Adds a line that came in by HTTP/2 and was checked: control bytes stay as they are.
   *
   * @param value without CR, LF and NUL
   */
  void addReceived(CharSequence name, CharSequence value) {
    append(size, name, value, true);
  }

  /** Hands a line to the rules of requests; false when it makes the request a 400. */
  boolean accepted(int line, RequestFraming framing) {
    int at = slot(line);
    RequestField field =
        RequestField.of(lines[at + HASH], bytes, lines[at + NAME], lines[at + NAME_END]);
    return field == null || framing.line(field, bytes, lines[at + VALUE], lines[at + VALUE_END]);
  }

  /** Adds all lines of another block, byte for byte as they came in. */
  public void addAll(HeaderBlock other) {
    reserve(end, other.writtenSize());
    for (int line = 0, at = 0; line < other.size; line++, at += WIDTH) {
      int name = end;
      int nameEnd = copy(other, at + NAME, name);
      bytes[nameEnd] = ':';
      bytes[nameEnd + 1] = ' ';
      int valueEnd = copy(other, at + VALUE, nameEnd + 2);
      bytes[valueEnd] = '\r';
      bytes[valueEnd + 1] = '\n';
      end = valueEnd + 2;
      insertSlot(size, name, nameEnd, nameEnd + 2, valueEnd, other.lines[at + HASH]);
    }
  }

  private int copy(HeaderBlock other, int range, int to) {
    int from = other.lines[range];
    int length = other.lines[range + 1] - from;
    System.arraycopy(other.bytes, from, bytes, to, length);
    return to + length;
  }

  @Override
  public void remove(CharSequence name) {
    for (int line = find(name, 0); line >= 0; line = find(name, line)) {
      removeLine(line);
    }
  }

  /** Takes one line out; those behind it move up. */
  public void removeLine(int line) {
    int at = slot(line);
    System.arraycopy(lines, at + WIDTH, lines, at, (size - line - 1) * WIDTH);
    size--;
  }

  /**
   * Whether a comma-separated list of tokens in any line of the name has the token, in any case.
   */
  public boolean hasToken(CharSequence name, CharSequence token) {
    for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
      int at = slot(line);
      if (Tokens.contains(bytes, lines[at + VALUE], lines[at + VALUE_END], token)) {
        return true;
      }
    }
    return false;
  }

  /** Every line as {@code Name: value CRLF}, without the empty line that ends a head. */
  public void writeTo(ByteBuf out) {
    int line = 0;
    while (line < size) {
      int at = line * WIDTH;
      int from = lines[at + NAME];
      int to = lines[at + VALUE_END];
      line++;
      if (!plain(at)) {
        writeLine(at, out);
        continue;
      }
      while (line < size && lines[line * WIDTH + NAME] == to + 2 && plain(line * WIDTH)) {
        to = lines[line * WIDTH + VALUE_END];
        line++;
      }
      out.writeBytes(bytes, from, to + 2 - from);
    }
  }

  /** An upper bound of what {@link #writeTo} writes. */
  public int writtenSize() {
    int sum = 0;
    for (int line = 0, at = 0; line < size; line++, at += WIDTH) {
      sum +=
          lines[at + NAME_END] - lines[at + NAME] + lines[at + VALUE_END] - lines[at + VALUE] + 4;
    }
    return sum + size;
  }

  /** Whether the line's own bytes are {@code Name: value CRLF} and can be copied as they stand. */
  private boolean plain(int at) {
    int valueEnd = lines[at + VALUE_END];
    int nameEnd = lines[at + NAME_END];
    return lines[at + VALUE] == nameEnd + 2
        && bytes[nameEnd + 1] == ' '
        && valueEnd + 1 < bytes.length
        && bytes[valueEnd] == '\r'
        && bytes[valueEnd + 1] == '\n';
  }

  private void writeLine(int at, ByteBuf out) {
    out.writeBytes(bytes, lines[at + NAME], lines[at + NAME_END] - lines[at + NAME]);
    out.writeByte(':').writeByte(' ');
    out.writeBytes(bytes, lines[at + VALUE], lines[at + VALUE_END] - lines[at + VALUE]);
    out.writeByte('\r').writeByte('\n');
  }

  private int slot(int line) {
    if (line < 0 || line >= size) {
      throw new IndexOutOfBoundsException("line " + line + " of " + size);
    }
    return line * WIDTH;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private boolean nameEquals(int at, CharSequence name) {
    int from = lines[at + NAME];
    int to = lines[at + NAME_END];
    return name instanceof HeaderName known
        ? known.matches(bytes, from, to)
        : Tokens.equalsIgnoreCase(bytes, from, to, name);
  }

  private boolean valueEquals(int line, CharSequence value, boolean ignoreCase) {
    int at = slot(line);
    int from = lines[at + VALUE];
    int to = lines[at + VALUE_END];
    return ignoreCase
        ? Tokens.equalsIgnoreCase(bytes, from, to, value)
        : Tokens.equals(bytes, from, to, value);
  }

  private void append(int index, CharSequence name, CharSequence value) {
    append(index, name, value, false);
  }

  private void append(int index, CharSequence name, CharSequence value, boolean received) {
    int from = end;
    int nameEnd = put(name, from, true, false);
    reserve(nameEnd, 2);
    bytes[nameEnd] = ':';
    bytes[nameEnd + 1] = ' ';
    int valueEnd = put(value, nameEnd + 2, false, received);
    reserve(valueEnd, 2);
    bytes[valueEnd] = '\r';
    bytes[valueEnd + 1] = '\n';
    end = valueEnd + 2;
    insertSlot(index, from, nameEnd, nameEnd + 2, valueEnd, HeaderHash.of(bytes, from, nameEnd));
  }

  private int put(CharSequence text, int at, boolean name, boolean asIs) {
    int to = at;
    reserve(to, text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Values are text of bytes: what does not fit into one has no meaning here.
      byte b = c > 0xff ? (byte) '?' : (byte) c;
      if (asIs || (name ? HeaderBytes.inName(b) : HeaderBytes.inValue(b))) {
        reserve(to, text.length() - i);
        bytes[to++] = b;
      } else {
        reserve(to, text.length() - i + 2);
        bytes[to++] = '%';
        bytes[to++] = HEX[(b >> 4) & 15];
        bytes[to++] = HEX[b & 15];
      }
    }
    return to;
  }

  private void reserve(int at, int count) {
    if (borrowed || at + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, at + count + (at >> 1) + 256);
      borrowed = false;
    }
  }

  private void insertSlot(int line, int name, int nameEnd, int value, int valueEnd, int hash) {
    int at = line * WIDTH;
    if ((size + 1) * WIDTH > lines.length) {
      lines = Arrays.copyOf(lines, lines.length * 2);
    }
    System.arraycopy(lines, at, lines, at + WIDTH, (size - line) * WIDTH);
    lines[at + NAME] = name;
    lines[at + NAME_END] = nameEnd;
    lines[at + VALUE] = value;
    lines[at + VALUE_END] = valueEnd;
    lines[at + HASH] = hash;
    size++;
  }

  /** The lines as they would be written; for tests and debugging, never for a log. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < size; line++) {
      text.append(name(line)).append(": ").append(value(line)).append('\n');
    }
    return text.toString();
  }
}
