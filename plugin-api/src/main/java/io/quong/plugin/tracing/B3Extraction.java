package io.quong.plugin.tracing;

import io.quong.plugin.Headers;
import java.util.Locale;
import java.util.Map;

/** B3 in one header, in several, or in the first member of a tracestate; the first one wins. */
final class B3Extraction {
  private static final String STATE = "b3=";

  private String trace;
  private String span;
  private String parent;
  private Boolean sampled;
  private boolean debug;

  private B3Extraction() {}

  /**
   * Null without any header of B3. Kong takes a foreign tracestate for B3, too; then W3C's own
   * context would be lost, so we do not.
   */
  static TraceContext of(Headers headers) {
    String single = single(headers);
    boolean several =
        headers.contains("x-b3-traceid")
            || headers.contains("x-b3-spanid")
            || headers.contains("x-b3-parentspanid")
            || headers.contains("x-b3-sampled")
            || headers.contains("x-b3-flags");
    if (single == null && !several) {
      return null;
    }
    B3Extraction b3 = new B3Extraction();
    if (single != null && !b3.readSingle(single.toLowerCase(Locale.ROOT))) {
      Extraction.invalid("b3 single header invalid");
    }
    if (several) {
      b3.readSeveral(headers);
    }
    return new TraceContext(
        b3.trace == null ? null : TraceIds.padded(b3.trace, TraceIds.TRACE_DIGITS),
        b3.trace == null ? 0 : b3.trace.length() / 2,
        b3.span,
        b3.parent,
        b3.sampled,
        b3.debug,
        Map.of(),
        single != null ? TraceFormat.B3_SINGLE : TraceFormat.B3);
  }

  private static String single(Headers headers) {
    String own = headers.get("b3");
    if (own != null) {
      return own;
    }
    for (String state : headers.all("tracestate")) {
      if (state.startsWith(STATE)) {
        int comma = state.indexOf(',');
        return state.substring(STATE.length(), comma < 0 ? state.length() : comma);
      }
    }
    return null;
  }

  /** {@code trace-span-s-parent}, of which the last two may be missing, or {@code s} alone. */
  private boolean readSingle(String value) {
    if (value.length() == 1) {
      return decide(value.charAt(0));
    }
    int dash = value.indexOf('-');
    int end = dash + 1 + TraceIds.SPAN_DIGITS;
    if (dash < 0
        || value.length() < end
        || !Extraction.isTrace(value.substring(0, dash))
        || !Extraction.isSpan(value.substring(dash + 1, end))) {
      return false;
    }
    String rest = undashed(value.substring(end));
    String behind = rest.isEmpty() ? "" : undashed(rest.substring(1));
    boolean decides =
        !rest.isEmpty()
            && "01d".indexOf(rest.charAt(0)) >= 0
            && (behind.isEmpty() || behind.length() == TraceIds.SPAN_DIGITS);
    String above = decides ? behind : rest;
    if (!above.isEmpty() && !Extraction.isSpan(above)) {
      return false;
    }
    if (decides) {
      decide(rest.charAt(0));
    }
    trace = value.substring(0, dash);
    span = value.substring(dash + 1, end);
    parent = above.isEmpty() ? null : above;
    return true;
  }

  private static String undashed(String text) {
    return text.startsWith("-") ? text.substring(1) : text;
  }

  private boolean decide(char decision) {
    switch (decision) {
      case '1' -> sampled = true;
      case '0' -> sampled = false;
      case 'd' -> {
        sampled = true;
        debug = true;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Fills the gaps. */
  private void readSeveral(Headers headers) {
    if ("1".equals(headers.get("x-b3-flags"))) {
      debug = true;
      sampled = true;
    } else if (sampled == null) {
      sampled = Extraction.flag(headers.get("x-b3-sampled"), "x-b3-sampled");
    }
    if (trace != null) {
      return;
    }
    String traceId = headers.get("x-b3-traceid");
    String spanId = headers.get("x-b3-spanid");
    String parentId = headers.get("x-b3-parentspanid");
    boolean good = traceId == null || Extraction.isTrace(traceId);
    if (!good) {
      Extraction.invalid("x-b3-traceid header invalid");
    }
    if (spanId != null && !Extraction.isSpan(spanId)) {
      Extraction.invalid("x-b3-spanid header invalid");
      good = false;
    }
    if (parentId != null && !Extraction.isSpan(parentId)) {
      Extraction.invalid("x-b3-parentspanid header invalid");
      good = false;
    }
    if (good && traceId != null) {
      trace = traceId.toLowerCase(Locale.ROOT);
      span = spanId == null ? null : spanId.toLowerCase(Locale.ROOT);
      parent = parentId == null ? null : parentId.toLowerCase(Locale.ROOT);
    }
  }
}
