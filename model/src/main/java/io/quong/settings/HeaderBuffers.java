package io.quong.settings;

/**
 * nginx's {@code large_client_header_buffers}.
 *
 * @param number of buffers
 * @param size of each, in bytes
 */
public record HeaderBuffers(int number, int size) {
  /** Null when the text is not of the form {@code 4 8k}. */
  public static HeaderBuffers parse(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length != 2 || !words[0].matches("\\d{1,3}")) {
      return null;
    }
    Long size = Measures.bytes(words[1]);
    int number = Integer.parseInt(words[0]);
    boolean good = size != null && size >= 1_024 && size <= (1 << 20) && number >= 1;
    return good ? new HeaderBuffers(number, size.intValue()) : null;
  }
}
