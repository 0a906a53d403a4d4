import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What there is to buy: {@code java Products PORT}. */
final class Products extends Upstream {
  private static final Map<String, String> NAMES = new TreeMap<>(Map.of("p1", "Teapot", "p2", "Cup", "p3", "Kettle"));
  private static final Map<String, Integer> PRICES = Map.of("p1", 2490, "p2", 1200, "p3", 1000);

  public static void main(String[] arguments) throws IOException {
    new Products().serve(arguments);
  }

  @Override
  Reply reply(Request request) {
    if (request.path().equals("/products")) {
      String ids = request.query().get("ids");
      return Reply.ok(
          (ids == null ? NAMES.keySet().stream() : Arrays.stream(ids.split(",")))
              .map(Products::product)
              .filter(Objects::nonNull)
              .collect(Collectors.joining(",", "[", "]")));
    }
    if (request.path().equals("/products/p9")) {
      // What no shape can make a price of.
      return Reply.ok("{\"id\":\"p9\",\"name\":\"Riddle\",\"price\":{\"amount\":\"free\",\"currency\":\"EUR\"},\"images\":[],\"reviews\":[]}");
    }
    if (request.path().equals("/products/recommended")) {
      return Reply.ok("[" + product("p2") + "," + product("p3") + "]");
    }
    return Reply.found(request.path().startsWith("/products/") ? product(request.path().substring(10)) : null);
  }

  private static String product(String id) {
    String name = NAMES.get(id);
    return name == null
        ? null
        : """
          {"id":"%1$s","name":"%2$s","description":"The %2$s that everybody wants","price":{"amount":%3$d,"currency":"EUR"},\
          "images":["https://img.example/large/%1$s-front.jpg","https://img.example/large/%1$s-back.jpg","https://img.example/large/%1$s-top.jpg"],\
          "reviews":[{"by":"bob","stars":5,"text":"good"},{"by":"eve","stars":4,"text":"fine"},{"by":"joe","stars":3,"text":"so so"}],\
          "internal":{"supplier":"S-17","cost":400}}"""
            .formatted(id, name, PRICES.get(id));
  }
}
