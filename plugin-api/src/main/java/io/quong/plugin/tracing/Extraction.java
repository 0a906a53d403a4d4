package io.quong.plugin.tracing;

import io.quong.plugin.Headers;
import io.quong.plugin.message.PercentEncoding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds a trace context in the headers of one format; what is not valid is as if not there. */
final class Extraction {
  private static final System.Logger LOG = System.getLogger(Extraction.class.getName());
  private static final int MOST_BAGGAGE = 64;

  private Extraction() {}

  /** Null when there is none. */
  static TraceContext of(TraceFormat format, Headers headers) {
    return switch (format) {
      case W3C -> w3c(headers);
      case B3, B3_SINGLE -> B3Extraction.of(headers);
      case JAEGER -> jaeger(headers);
      case OT -> ot(headers);
      case DATADOG -> datadog(headers);
      case AWS -> aws(headers);
      case GCP -> gcp(headers);
    };
  }

  static TraceContext invalid(String what) {
    LOG.log(System.Logger.Level.WARNING, what + "; ignoring.");
    return null;
  }

  /** {@code version-trace-parent-flags}. */
  private static TraceContext w3c(Headers headers) {
    String value = headers.get("traceparent");
    if (value == null) {
      return null;
    }
    String[] parts = value.split("-", -1);
    if (parts.length != 4) {
      return invalid("invalid W3C traceparent header");
    }
    for (String part : parts) {
      if (!TraceIds.isHex(part)) {
        return invalid("invalid W3C traceparent header");
      }
    }
    if (!parts[0].equals("00")) {
      return invalid("invalid W3C Trace Context version");
    }
    if (!TraceIds.isId(parts[1], TraceIds.TRACE_DIGITS)) {
      return invalid("invalid W3C trace context trace ID");
    }
    if (!TraceIds.isId(parts[2], TraceIds.SPAN_DIGITS)) {
      return invalid("invalid W3C trace context parent ID");
    }
    if (parts[3].length() != 2) {
      return invalid("invalid W3C trace context flags");
    }
    boolean sampled = (Integer.parseInt(parts[3], 16) & 1) == 1;
    return found(
        TraceFormat.W3C,
        parts[1].toLowerCase(Locale.ROOT),
        16,
        parts[2].toLowerCase(Locale.ROOT),
        sampled);
  }

  static TraceContext found(
      TraceFormat format, String trace, int bytes, String span, Boolean sampled) {
    return new TraceContext(trace, bytes, span, null, sampled, false, Map.of(), format);
  }

  /** {@code trace:span:parent:flags}. */
  private static TraceContext jaeger(Headers headers) {
    String value = headers.get("uber-trace-id");
    if (value == null) {
      return null;
    }
    String[] parts = PercentEncoding.decode(value).split(":", -1);
    if (parts.length != 4) {
      return invalid("uber-trace-id header invalid");
    }
    String trace = parts[0];
    String span = parts[1];
    String parent = parts[2];
    String flags = parts[3];
    if (trace.length() > TraceIds.TRACE_DIGITS
        || !TraceIds.isHex(trace)
        || TraceIds.isZero(trace)) {
      return invalid("invalid jaeger trace ID");
    }
    if (span.length() > TraceIds.SPAN_DIGITS || !TraceIds.isHex(span) || TraceIds.isZero(span)) {
      return invalid("invalid jaeger span ID");
    }
    if (flags.isEmpty() || flags.length() > 2 || !TraceIds.isHex(flags)) {
      return invalid("invalid jaeger flags");
    }
    boolean hasParent = TraceIds.isId(parent, TraceIds.SPAN_DIGITS);
    if (!hasParent && !parent.equals("0")) {
      invalid("invalid jaeger parent ID");
    }
    return new TraceContext(
        TraceIds.padded(trace, TraceIds.TRACE_DIGITS),
        trace.length() == TraceIds.SPAN_DIGITS ? 8 : 16,
        TraceIds.padded(span, TraceIds.SPAN_DIGITS),
        hasParent ? parent.toLowerCase(Locale.ROOT) : null,
        (Integer.parseInt(flags, 16) & 1) == 1,
        false,
        baggage(headers, "uberctx-", true),
        TraceFormat.JAEGER);
  }

  private static Map<String, String> baggage(Headers headers, String prefix, boolean encoded) {
    Map<String, String> baggage = new LinkedHashMap<>();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (name.length() > prefix.length()
          && name.regionMatches(true, 0, prefix, 0, prefix.length())) {
        if (baggage.size() < MOST_BAGGAGE) {
          String value = headers.value(i);
          baggage.put(
              name.substring(prefix.length()).toLowerCase(Locale.ROOT),
              encoded ? PercentEncoding.decode(value) : value);
        }
      }
    }
    return baggage;
  }

  private static TraceContext ot(Headers headers) {
    String trace = headers.get("ot-tracer-traceid");
    String span = headers.get("ot-tracer-spanid");
    Boolean sampled = flag(headers.get("ot-tracer-sampled"), "ot-tracer-sampled");
    boolean bad = trace != null && !isTrace(trace);
    bad |= span != null && !isSpan(span);
    if (bad) {
      invalid("ot-tracer-traceid or ot-tracer-spanid header invalid");
    }
    if (bad || trace == null) {
      trace = null;
      span = null;
    }
    Map<String, String> baggage = baggage(headers, "ot-baggage-", false);
    if (trace == null && sampled == null && baggage.isEmpty()) {
      return null;
    }
    return new TraceContext(
        trace == null ? null : TraceIds.padded(trace, TraceIds.TRACE_DIGITS),
        trace == null ? 0 : trace.length() / 2,
        span == null ? null : span.toLowerCase(Locale.ROOT),
        null,
        sampled,
        false,
        baggage,
        TraceFormat.OT);
  }

  static boolean isTrace(String text) {
    return (text.length() == TraceIds.TRACE_DIGITS || text.length() == TraceIds.SPAN_DIGITS)
        && TraceIds.isHex(text);
  }

  static boolean isSpan(String text) {
    return text.length() == TraceIds.SPAN_DIGITS && TraceIds.isHex(text);
  }

  /** 1, true, 0, false; null for anything else. */
  static Boolean flag(String value, String name) {
    if (value == null) {
      return null;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> {
        invalid(name + " header invalid");
        yield null;
      }
    };
  }

  private static TraceContext datadog(Headers headers) {
    String trace = headers.get("x-datadog-trace-id");
    String span = headers.get("x-datadog-parent-id");
    String priority = headers.get("x-datadog-sampling-priority");
    Boolean sampled = null;
    if (priority != null) {
      switch (priority) {
        case "1", "2" -> sampled = true;
        case "0", "-1" -> sampled = false;
        default -> {
          return invalid("x-datadog-sampling-priority header invalid");
        }
      }
    }
    String id = trace == null ? null : TraceIds.hex(trace, TraceIds.TRACE_DIGITS);
    if (trace != null && (id == null || TraceIds.isZero(id))) {
      invalid("x-datadog-trace-id header invalid");
      id = null;
    }
    String parent = id == null || span == null ? null : TraceIds.hex(span, TraceIds.SPAN_DIGITS);
    if (id == null && sampled == null) {
      return null;
    }
    boolean small = id != null && TraceIds.isZero(id.substring(0, TraceIds.SPAN_DIGITS));
    return found(TraceFormat.DATADOG, id, id == null ? 0 : small ? 8 : 16, parent, sampled);
  }

  /** {@code Root=1-8digits-24digits;Parent=16digits;Sampled=1}. */
  private static TraceContext aws(Headers headers) {
    String value = headers.get("x-amzn-trace-id");
    if (value == null) {
      return null;
    }
    String trace = null;
    String span = null;
    Boolean sampled = null;
    for (String item : List.of(value.split(";"))) {
      int equals = item.indexOf('=');
      String key = equals < 0 ? "" : item.substring(0, equals).trim();
      String given = item.substring(equals + 1).trim();
      switch (key) {
        case "Root" -> {
          String[] parts = given.split("-", -1);
          if (parts.length != 3
              || !parts[0].equals("1")
              || parts[1].length() != 8
              || !TraceIds.isId(parts[1] + parts[2], TraceIds.TRACE_DIGITS)) {
            return invalid("invalid aws header trace id");
          }
          trace = (parts[1] + parts[2]).toLowerCase(Locale.ROOT);
        }
        case "Parent" -> {
          if (!TraceIds.isId(given, TraceIds.SPAN_DIGITS)) {
            return invalid("invalid aws header parent id");
          }
          span = given.toLowerCase(Locale.ROOT);
        }
        case "Sampled" -> {
          if (!given.equals("0") && !given.equals("1")) {
            return invalid("invalid aws header sampled flag");
          }
          sampled = given.equals("1");
        }
        default -> {
          // Other members are none of ours.
        }
      }
    }
    return trace == null && sampled == null
        ? null
        : found(
            TraceFormat.AWS, trace, trace == null ? 0 : 16, trace == null ? null : span, sampled);
  }

  /** {@code 32 digits/decimal;o=1}. */
  private static TraceContext gcp(Headers headers) {
    String value = headers.get("x-cloud-trace-context");
    if (value == null) {
      return null;
    }
    int slash = value.indexOf('/');
    int semicolon = value.indexOf(";o=");
    int end = semicolon < 0 ? value.length() : semicolon;
    if (slash != TraceIds.TRACE_DIGITS || end < slash) {
      return invalid("invalid GCP header");
    }
    String trace = value.substring(0, slash);
    String span = TraceIds.hex(value.substring(slash + 1, end), TraceIds.SPAN_DIGITS);
    String option = semicolon < 0 ? "0" : value.substring(semicolon + 3);
    boolean one = option.length() == 1 && Character.isDigit(option.charAt(0));
    if (!TraceIds.isHex(trace)
        || !trace.equals(trace.toLowerCase(Locale.ROOT))
        || span == null
        || !one) {
      return invalid("invalid GCP header");
    }
    return found(TraceFormat.GCP, trace, 16, span, option.equals("1"));
  }
}
