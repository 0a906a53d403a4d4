package io.quong.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How the text of a setting becomes a value.
 *
 * @param <T> the value
 */
interface Kind<T> {
  /**
   * @throws BadValue when the text has no value of this kind
   */
  T parse(String key, String text) throws BadValue;

  /** What {@code GET /} shows: text, number, boolean or list. */
  default Object shown(String text, T value) {
    return value;
  }

  /**
   * The value of a setting that has neither a text nor a default; null where nothing stands for it.
   */
  default T unset() {
    return null;
  }

  /** Text as it is. */
  Kind<String> TEXT = (key, text) -> text;

  /** Kong's booleans: {@code on} and {@code true}; every other text is false. */
  Kind<Boolean> FLAG = (key, text) -> text.equalsIgnoreCase("on") || text.equalsIgnoreCase("true");

  /** Whole numbers. */
  Kind<Integer> INTEGER =
      (key, text) -> {
        try {
          return Integer.valueOf(text);
        } catch (NumberFormatException e) {
          throw new BadValue(key + " must be an integer, got '" + text + "'");
        }
      };

  /** Numbers with or without a fraction. */
  Kind<Double> NUMBER =
      (key, text) -> {
        try {
          double value = Double.parseDouble(text);
          if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            return value;
          }
        } catch (NumberFormatException e) {
          // told below, as for the texts that Java reads as no number
        }
        throw new BadValue(key + " must be a number, got '" + text + "'");
      };

  /** Comma-separated; blanks around items do not count. */
  Kind<List<String>> LIST = listOf((key, item) -> item, List::copyOf);

  /** Where to listen; see {@link Listen}. */
  Kind<List<Listen>> LISTEN = listening(false);

  /** Where to listen for streams. */
  Kind<List<Listen>> STREAM_LISTEN = listening(true);

  /** Bytes as nginx writes them: {@code 8k}, {@code 10m}, {@code 1g}. */
  Kind<Long> BYTES = measured("must be a size such as 512, 8k or 10m", Measures::bytes);

  /** Milliseconds as nginx writes times: {@code 60s}, {@code 1m30s}, {@code 500ms}, {@code 1d}. */
  Kind<Long> DURATION = measured("must be a time such as 60s, 500ms or 1d", Measures::milliseconds);

  /** Public and listening ports, {@code 443:8443}. */
  Kind<List<PortMap>> PORT_MAPS = listOf(PortMap::parse, PortMap::texts);

  private static Kind<Long> measured(String form, Function<String, Long> read) {
    return new Kind<>() {
      @Override
      public Long parse(String key, String text) throws BadValue {
        Long value = read.apply(text);
        if (value == null) {
          throw new BadValue(key + " " + form + ", got '" + text + "'");
        }
        return value;
      }

      @Override
      public Object shown(String text, Long value) {
        return text;
      }
    };
  }

  private static Kind<List<Listen>> listening(boolean stream) {
    return new Kind<>() {
      @Override
      public List<Listen> parse(String key, String text) throws BadValue {
        return ListenParser.parse(key, text, stream);
      }

      @Override
      public Object shown(String text, List<Listen> value) {
        return Measures.items(text);
      }

      @Override
      public List<Listen> unset() {
        return List.of();
      }
    };
  }

  private static <T> Kind<List<T>> listOf(Kind<T> items, Function<List<T>, List<String>> texts) {
    return new Kind<>() {
      @Override
      public List<T> parse(String key, String text) throws BadValue {
        List<T> values = new ArrayList<>();
        for (String item : Measures.items(text)) {
          values.add(items.parse(key, item));
        }
        return List.copyOf(values);
      }

      @Override
      public Object shown(String text, List<T> value) {
        return texts.apply(value);
      }

      @Override
      public List<T> unset() {
        return List.of();
      }
    };
  }
}
