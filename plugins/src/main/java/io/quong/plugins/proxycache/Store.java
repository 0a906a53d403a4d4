package io.quong.plugins.proxycache;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quong.plugin.NodeQuestions;
import java.time.Clock;

/**
 * The node's memory of answers, for all instances; Kong's shared dictionary. Bounded in bytes: the
 * least used make room.
 */
final class Store implements NodeQuestions {
  private static final long MAX_BYTES = 128L << 20;

  private final Clock clock;
  private final Cache<String, CachedAnswer> answers =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher((String key, CachedAnswer answer) -> key.length() + answer.weight())
          .executor(Runnable::run)
          .build();

  Store(Clock clock) {
    this.clock = clock;
  }

  /** Null when there is none, or none any more. */
  CachedAnswer get(String key) {
    CachedAnswer found = answers.getIfPresent(key);
    if (found != null && clock.millis() >= found.expiresAt()) {
      answers.asMap().remove(key, found);
      return null;
    }
    return found;
  }

  void put(String key, CachedAnswer answer) {
    answers.put(key, answer);
  }

  /**
   * {@code {"get":KEY}} is answered by the entry, {@code {"purge":KEY}} by what was removed, each
   * as {@code {"entry":…}}; {@code {"purge_all":true}} empties the store.
   */
  @Override
  public ObjectNode answer(ObjectNode question) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (question.path("purge_all").asBoolean()) {
      answers.invalidateAll();
      return answer;
    }
    String key = question.path("get").asText(question.path("purge").asText());
    CachedAnswer found = get(key);
    if (found != null) {
      answer.set("entry", found.shown());
    }
    if (question.has("purge")) {
      answers.invalidate(key);
    }
    return answer;
  }
}
