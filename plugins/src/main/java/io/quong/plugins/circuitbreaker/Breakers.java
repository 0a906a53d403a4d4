package io.quong.plugins.circuitbreaker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Metrics;
import io.quong.plugin.NodeQuestions;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The breakers of all instances on this node, for those who ask how they stand. */
final class Breakers implements NodeQuestions {
  private final Set<Breaker> breakers = ConcurrentHashMap.newKeySet();
  private final Metrics metrics;

  Breakers(Metrics metrics) {
    this.metrics = metrics;
  }

  void add(Breaker breaker) {
    breakers.add(breaker);
  }

  /** Its plugin is no more; the metrics show its successor, if there is one by now. */
  void remove(Breaker gone) {
    breakers.remove(gone);
    metrics.forget(Breaker.METRIC, gone.service());
    breakers.stream().filter(each -> each.service().equals(gone.service())).forEach(Breaker::show);
  }

  /** {@code {"data":[{"plugin":…,"service":…,"state":…},…]}}, whatever is asked. */
  @Override
  public ObjectNode answer(ObjectNode question) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode data = answer.putArray("data");
    breakers.stream()
        .sorted(Comparator.comparing(Breaker::service).thenComparing(Breaker::plugin))
        .forEach(
            breaker ->
                data.addObject()
                    .put("service", breaker.service())
                    .put("plugin", breaker.plugin())
                    .setAll(breaker.state()));
    return answer;
  }
}
