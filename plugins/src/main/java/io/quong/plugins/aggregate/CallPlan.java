package io.quong.plugins.aggregate;

import io.quong.plugin.template.Template;
import io.quong.plugin.template.TextTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call, compiled. */
record CallPlan(
    AggregateConfig.Call call,
    TextTemplate path,
    Map<String, TextTemplate> headers,
    Template body,
    Template when,
    Template each,
    Template fallback) {
  static CallPlan of(AggregateConfig.Call call) {
    Map<String, TextTemplate> headers = new LinkedHashMap<>();
    call.headers().forEach((name, value) -> headers.put(name, new TextTemplate(value)));
    return new CallPlan(
        call,
        new TextTemplate(call.path() == null ? "" : call.path()),
        headers,
        template(call.body()),
        template(call.when()),
        template(call.each()),
        template(call.fallback()));
  }

  private static Template template(String text) {
    return text == null ? null : new Template(text);
  }

  /** Whether nothing of it depends on anything: then no template has to run. */
  boolean isFixed() {
    return when == null
        && each == null
        && body == null
        && path.isFixed()
        && headers.values().stream().allMatch(TextTemplate::isFixed);
  }

  String name() {
    return call.name();
  }

  List<String> after() {
    return call.after();
  }
}
