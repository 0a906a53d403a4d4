import java.io.IOException;

/** Where the parcels are: {@code java Shipping PORT}. */
final class Shipping extends Upstream {
  public static void main(String[] arguments) throws IOException {
    new Shipping().serve(arguments);
  }

  @Override
  Reply reply(Request request) {
    String shipped =
        """
        {"orderId":"1001","carrier":"Snail Express","trackingNumber":"SE-4711","eta":"tomorrow"}""";
    return Reply.found(request.path().equals("/shipments/1001") ? shipped : null);
  }
}
