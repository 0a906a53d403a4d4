package io.quong.plugin.template;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.EntryCallback;
import com.dashjoin.jsonata.Jsonata.ExitCallback;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils.RangeList;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Ends one evaluation that takes too long, goes too deep, or makes too much. It looks when an
 * expression begins and when it has a result; functions that could make much out of little in one
 * step are bounded before they begin.
 */
final class Bounds {
  /** Milliseconds. */
  static final int MAX_MILLIS = 250;

  /** Milliseconds on an event loop, which others wait for. */
  static final int AT_ONCE_MILLIS = 20;

  private static final int MAX_DEPTH = 200;

  /** Characters of one text, which a whole body may be. */
  private static final int MAX_TEXT = 8 << 20;

  /** Characters that one text is padded to: the library takes its time for each. */
  private static final int MAX_PAD = 10_000;

  /** Characters of all texts that were results. */
  private static final long MAX_TEXTS = 64L << 20;

  /** Items of all lists that were results: the same list counts each time. */
  private static final long MAX_ITEMS = 10_000_000;

  /** Of those, items of ranges, which are made of nothing. */
  private static final long MAX_RANGES = 200_000;

  private final int millis;
  private final long end;
  private int depth;
  private long texts;
  private long items;
  private long ranges;

  private Bounds(int millis) {
    this.millis = millis;
    this.end = System.nanoTime() + millis * 1_000_000L;
  }

  /** Watches all that is evaluated in the frame, once. */
  static void watch(Frame frame, int millis) {
    Bounds bounds = new Bounds(millis);
    // By proxies: a parameter of the library's callbacks is of a class that others cannot name.
    // Their interfaces are written out, so that a native build finds them.
    ClassLoader loader = Frame.class.getClassLoader();
    frame.setEvaluateEntryCallback(
        (EntryCallback)
            Proxy.newProxyInstance(loader, new Class<?>[] {EntryCallback.class}, bounds::enter));
    frame.setEvaluateExitCallback(
        (ExitCallback)
            Proxy.newProxyInstance(loader, new Class<?>[] {ExitCallback.class}, bounds::leave));
    frame.bind("pad", new JFunction((input, given) -> pad(given), "<s-ns?:s>"));
    frame.bind("join", new JFunction((input, given) -> join(given), "<a<s>s?:s>"));
    frame.bind("replace", new JFunction((input, given) -> replace(given), "<s-(sf)(sf)n?:s>"));
  }

  /**
   * @param given symbol, input and frame
   */
  private Object enter(Object proxy, Method method, Object[] given) {
    if (((Frame) given[2]).isParallelCall) {
      return null;
    }
    if (++depth > MAX_DEPTH) {
      throw new TemplateException("it goes deeper than " + MAX_DEPTH + " calls", -1);
    }
    if (System.nanoTime() - end > 0) {
      throw new TemplateException("it takes longer than " + millis + " ms", -1);
    }
    return null;
  }

  /**
   * @param given symbol, input, frame and result
   */
  private Object leave(Object proxy, Method method, Object[] given) {
    if (((Frame) given[2]).isParallelCall) {
      return null;
    }
    depth--;
    if (given[3] instanceof String text) {
      texts += text.length();
      if (text.length() > MAX_TEXT || texts > MAX_TEXTS) {
        throw tooMuch();
      }
    } else if (given[3] instanceof List<?> list) {
      items += list.size();
      ranges += list instanceof RangeList ? list.size() : 0;
      if (items > MAX_ITEMS || ranges > MAX_RANGES) {
        throw tooMuch();
      }
    }
    return null;
  }

  private static TemplateException tooMuch() {
    return new TemplateException("it makes too much", -1);
  }

  private static String pad(List<?> given) {
    Number width = (Number) given.get(1);
    if (width != null && Math.abs(width.doubleValue()) > MAX_PAD) {
      throw tooMuch();
    }
    return Functions.pad(
        (String) given.get(0), width == null ? null : width.intValue(), text(given, 2));
  }

  @SuppressWarnings("unchecked")
  private static String join(List<?> given) {
    List<String> parts = (List<String>) given.get(0);
    String between = text(given, 1);
    if (parts != null) {
      long length = between == null ? 0 : (long) between.length() * parts.size();
      for (String part : parts) {
        length += part == null ? 0 : part.length();
      }
      if (length > MAX_TEXT) {
        throw tooMuch();
      }
    }
    return Functions.join(parts, between);
  }

  /** Each character could be one that is replaced. */
  private static Object replace(List<?> given) {
    String text = text(given, 0);
    String by = text(given, 2);
    if (text != null && by != null && (text.length() + 1L) * by.length() > MAX_TEXTS) {
      throw tooMuch();
    }
    Number limit = given.size() > 3 ? (Number) given.get(3) : null;
    return Functions.replace(
        text, given.get(1), given.get(2), limit == null ? null : limit.intValue());
  }

  private static String text(List<?> given, int at) {
    return given.size() > at && given.get(at) instanceof String text ? text : null;
  }
}
