import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was ordered: {@code java Orders PORT}. */
final class Orders extends Upstream {
  private static final Map<String, String> ORDERS =
      new TreeMap<>(
          Map.of(
              "1001",
              """
              {"id":"1001","userId":"ann","status":"shipped","total":8470,\
              "items":[{"productId":"p1","quantity":2},{"productId":"p3","quantity":1},{"productId":"p1","quantity":1}]}""",
              "1002",
              """
              {"id":"1002","userId":"ann","status":"pending","total":1200,"items":[{"productId":"p2","quantity":1}]}""",
              "2001",
              """
              {"id":"2001","userId":"bob","status":"pending","total":2490,"items":[{"productId":"p1","quantity":1}]}"""));

  public static void main(String[] arguments) throws IOException {
    new Orders().serve(arguments);
  }

  @Override
  Reply reply(Request request) {
    String caller = request.headers().getFirst("X-User-Id");
    if (!request.path().equals("/orders")) {
      return Reply.found(request.path().startsWith("/orders/") ? ORDERS.get(request.path().substring(8)) : null);
    }
    if (request.method().equals("POST")) {
      return new Reply(201, "{\"id\":\"3001\",\"userId\":\"" + caller + "\",\"status\":\"pending\"}");
    }
    return Reply.ok(
        ORDERS.values().stream()
            .filter(order -> order.contains("\"userId\":\"" + caller + "\""))
            .collect(Collectors.joining(",", "[", "]")));
  }
}
