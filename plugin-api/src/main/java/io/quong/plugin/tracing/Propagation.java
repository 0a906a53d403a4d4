package io.quong.plugin.tracing;

import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * Which formats are read, which headers taken away, which formats written: a {@code propagation}
 * block, or what the fields of former releases make of it.
 *
 * @param inject null among them stands for the format that was found
 */
public record Propagation(
    List<TraceFormat> extract,
    List<String> clear,
    List<TraceFormat> inject,
    TraceFormat defaultFormat) {
  private static final System.Logger LOG = System.getLogger(Propagation.class.getName());
  private static final String PRESERVE = "preserve";

  /** In the order in which they are tried. */
  private static final List<TraceFormat> ALL =
      List.of(
          TraceFormat.B3,
          TraceFormat.W3C,
          TraceFormat.JAEGER,
          TraceFormat.OT,
          TraceFormat.DATADOG,
          TraceFormat.AWS,
          TraceFormat.GCP);

  /**
   * @param headerType the former field; null for {@code preserve}
   * @param formerDefault zipkin's former field; null where there is none
   */
  public static Propagation of(
      String plugin, PropagationConfig config, String headerType, String formerDefault) {
    boolean own =
        config != null
            && (config.extract() != null || config.clear() != null || config.inject() != null);
    String type = headerType == null ? PRESERVE : headerType;
    if (!type.equals(PRESERVE)) {
      warn(plugin, "header_type", "config.propagation options");
    }
    if (formerDefault != null && !formerDefault.equals("b3")) {
      warn(plugin, "default_header_type", "config.propagation.default_format");
    }
    if (own) {
      return new Propagation(
          formats(config.extract()),
          config.clear() == null ? List.of() : config.clear(),
          formats(config.inject()),
          TraceFormat.of(config.defaultFormat()));
    }
    String name = formerDefault;
    if (name == null) {
      name = config == null || config.defaultFormat() == null ? "w3c" : config.defaultFormat();
    }
    TraceFormat absent = TraceFormat.of(name);
    List<TraceFormat> inject = new ArrayList<>();
    if (type.equals("ignore")) {
      return new Propagation(List.of(), List.of(), List.of(absent), absent);
    }
    inject.add(null);
    if (!type.equals(PRESERVE)) {
      inject.add(TraceFormat.of(type));
    }
    return new Propagation(ALL, List.of(), inject, absent);
  }

  private static void warn(String plugin, String field, String successor) {
    LOG.log(
        System.Logger.Level.WARNING,
        plugin + ": config." + field + " is deprecated, please use " + successor + " instead");
  }

  private static List<TraceFormat> formats(List<String> names) {
    List<TraceFormat> formats = new ArrayList<>();
    if (names != null) {
      for (String name : names) {
        formats.add(name.equals(PRESERVE) ? null : TraceFormat.of(name));
      }
    }
    return formats;
  }

  /** What the client sent, in the first format that is there. */
  public TraceContext extract(Headers headers) {
    for (TraceFormat format : extract) {
      TraceContext found = Extraction.of(format, headers);
      if (found != null) {
        return found;
      }
    }
    return TraceContext.NONE;
  }

  /**
   * Takes headers away and writes others, for the upstream; the log entry tells the trace's id in
   * each format that was written.
   *
   * @param context what goes up, with the format that was found
   */
  public void inject(Exchange exchange, TraceContext context) {
    Headers headers = exchange.upstream().headers();
    clear.forEach(headers::remove);
    for (TraceFormat format : inject) {
      TraceFormat written = format;
      if (written == null) {
        written = context.format() == null ? defaultFormat : context.format();
      }
      exchange.logField("trace_id." + written.logged(), Injection.into(written, headers, context));
    }
  }
}
