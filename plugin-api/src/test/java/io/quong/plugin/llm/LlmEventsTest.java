package io.quong.plugin.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.plugin.message.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams of models, cut into events and put into OpenAI's form. */
final class LlmEventsTest {
  private static List<String> read(String stream, int piece) {
    LlmEventReader reader = new LlmEventReader();
    List<String> events = new ArrayList<>();
    for (int from = 0; from < stream.length(); from += piece) {
      int to = Math.min(stream.length(), from + piece);
      events.addAll(reader.read(stream.substring(from, to), to == stream.length()));
    }
    return events;
  }

  @Test
  void serverSentEventsComeWholeHoweverTheStreamIsCut() {
    String stream =
        "event: a\r\ndata: {\"n\":1}\r\n\r\n: comment\n\ndata: {\"n\":\ndata: 2}\n\ndata: 3";
    for (int piece = 1; piece <= stream.length(); piece++) {
      assertEquals(List.of("{\"n\":1}", "{\"n\":\n2}", "3"), read(stream, piece));
    }
  }

  @Test
  void objectsComeWholeOneBehindTheOtherOrInAList() {
    String list = "[{\"t\":\"}]\\\"{\"},\n{\"u\":{\"v\":[1]}}]";
    String lines = "{\"t\":\"}]\\\"{\"}\n{\"u\":{\"v\":[1]}}\n";
    for (int piece = 1; piece <= list.length(); piece++) {
      assertEquals(List.of("{\"t\":\"}]\\\"{\"}", "{\"u\":{\"v\":[1]}}"), read(list, piece));
      assertEquals(List.of("{\"t\":\"}]\\\"{\"}", "{\"u\":{\"v\":[1]}}"), read(lines, piece));
    }
  }

  private static List<String> events(LlmEvents events, String... theirs) {
    List<String> made = new ArrayList<>();
    for (String each : theirs) {
      made.addAll(events.event(Json.value(each)));
    }
    made.addAll(events.end());
    return made;
  }

  private static String text(String text, String model) {
    return ("{\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":null,\"index\":0,"
            + "\"logprobs\":null}],\"model\":\"%s\",\"object\":\"chat.completion.chunk\"}")
        .formatted(text, model);
  }

  @Test
  void everyProvidersEventsBecomeOpenAis() {
    assertEquals(
        List.of(text("hi", "m"), LlmEvents.DONE),
        events(
            new OllamaEvents(true, null),
            "{\"model\":\"m\",\"message\":{\"content\":\"hi\"},\"done\":false}",
            "{\"model\":\"m\",\"done\":true}"));
    assertEquals(
        List.of(text("hi", "g"), LlmEvents.DONE),
        events(
            new GeminiEvents(true, "g"),
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hi\"}]}}]}",
            "{\"usageMetadata\":{}}"));
    assertEquals(
        List.of(text("hi", "c"), LlmEvents.DONE),
        events(
            new CohereEvents(true, "c"),
            "{\"event_type\":\"text-generation\",\"text\":\"hi\"}",
            "{\"event_type\":\"stream-end\"}"));
    assertEquals(
        List.of(text("hi", "a"), LlmEvents.DONE),
        events(
            new AnthropicEvents(true, "a"),
            "{\"type\":\"ping\"}",
            "{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"hi\"}}",
            "{\"type\":\"message_stop\"}"));
  }
}
