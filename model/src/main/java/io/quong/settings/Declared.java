package io.quong.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Collects the keys of one file in the order of their declaration. */
final class Declared {
  private final List<Key<?>> keys = new ArrayList<>();

  List<Key<?>> keys() {
    return Collections.unmodifiableList(keys);
  }

  private <T> Key<T> add(Key<T> key) {
    keys.add(key);
    return key;
  }

  Key<String> text(String name, String byDefault) {
    return add(new Key<>(name, Kind.TEXT, byDefault));
  }

  Key<Boolean> flag(String name, String byDefault) {
    return add(new Key<>(name, Kind.FLAG, byDefault));
  }

  Key<Integer> integer(String name, String byDefault) {
    return add(new Key<>(name, Kind.INTEGER, byDefault));
  }

  Key<Double> number(String name, String byDefault) {
    return add(new Key<>(name, Kind.NUMBER, byDefault));
  }

  Key<List<String>> list(String name, String byDefault) {
    return add(new Key<>(name, Kind.LIST, byDefault));
  }

  Key<List<Listen>> listen(String name, String byDefault) {
    return add(new Key<>(name, Kind.LISTEN, byDefault));
  }

  Key<List<Listen>> streamListen(String name, String byDefault) {
    return add(new Key<>(name, Kind.STREAM_LISTEN, byDefault));
  }

  Key<Long> bytes(String name, String byDefault) {
    return add(new Key<>(name, Kind.BYTES, byDefault));
  }

  Key<Long> duration(String name, String byDefault) {
    return add(new Key<>(name, Kind.DURATION, byDefault));
  }

  Key<List<PortMap>> portMaps(String name) {
    return add(new Key<>(name, Kind.PORT_MAPS, null));
  }

  /** Declares texts without a default that change nothing here. */
  void noEffect(String why, String... names) {
    for (String name : names) {
      text(name, null).noEffect(why);
    }
  }

  /** A check of each item of a list; {@code {}} in the message stands for the first bad item. */
  static Function<List<String>, String> each(
      String message, java.util.function.Predicate<String> good) {
    return items -> {
      for (String item : items) {
        if (!good.test(item)) {
          return message.replace("{}", item);
        }
      }
      return null;
    };
  }
}
