package io.quong.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which versions and ciphers of TLS a server offers, {@code ssl_cipher_suite}.
 *
 * @param protocols {@code TLSv1.2} and so on
 * @param ciphers names as Java and the RFCs have them, in order of preference
 * @param preferServer whether the server's order decides
 */
public record TlsProfile(List<String> protocols, List<String> ciphers, boolean preferServer) {
  private static final List<String> TLS13 =
      List.of("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256");

  private static final String INTERMEDIATE =
      "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
          + "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
          + "ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:"
          + "DHE-RSA-CHACHA20-POLY1305";

  private static final String OLD =
      INTERMEDIATE
          + ":ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA:"
          + "ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384:ECDHE-RSA-AES256-SHA384:"
          + "ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA:DHE-RSA-AES128-SHA256:"
          + "DHE-RSA-AES256-SHA256:AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA256:"
          + "AES256-SHA256:AES128-SHA:AES256-SHA";

  private static final Map<String, String> NAMES = names();

  /** What the settings ask for. */
  public static TlsProfile of(Settings settings) {
    boolean prefer = settings.get(Keys.SSL_PREFER_SERVER_CIPHERS);
    return switch (settings.get(Keys.SSL_CIPHER_SUITE)) {
      case "modern" -> new TlsProfile(List.of("TLSv1.3"), TLS13, false);
      case "old" -> profile("TLSv1 TLSv1.1 TLSv1.2 TLSv1.3", OLD, true);
      case "fips" -> profile("TLSv1.2", "AES256-GCM-SHA384:AES128-GCM-SHA256", true);
      case "custom" ->
          profile(
              settings.get(Keys.SSL_PROTOCOLS),
              settings.get(Keys.SSL_CIPHERS, INTERMEDIATE),
              prefer);
      default -> profile("TLSv1.2 TLSv1.3", INTERMEDIATE, false);
    };
  }

  private static TlsProfile profile(String protocols, String ciphers, boolean preferServer) {
    List<String> versions = List.of(protocols.strip().split("\\s+"));
    List<String> suites = new ArrayList<>(versions.contains("TLSv1.3") ? TLS13 : List.of());
    for (String cipher : ciphers.split("[:, ]+")) {
      String name = NAMES.get(cipher);
      if (name != null && !suites.contains(name)) {
        suites.add(name);
      }
    }
    return new TlsProfile(versions, List.copyOf(suites), preferServer);
  }

  /** Names of Java by those of OpenSSL, for the ciphers that both have. */
  private static Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    for (String exchange : List.of("ECDHE-ECDSA", "ECDHE-RSA", "DHE-RSA", "")) {
      String java = "TLS_" + (exchange.isEmpty() ? "RSA" : exchange.replace('-', '_')) + "_WITH_";
      String openssl = exchange.isEmpty() ? "" : exchange + "-";
      names.put(openssl + "AES128-GCM-SHA256", java + "AES_128_GCM_SHA256");
      names.put(openssl + "AES256-GCM-SHA384", java + "AES_256_GCM_SHA384");
      names.put(openssl + "CHACHA20-POLY1305", java + "CHACHA20_POLY1305_SHA256");
      names.put(openssl + "AES128-SHA256", java + "AES_128_CBC_SHA256");
      names.put(openssl + "AES256-SHA256", java + "AES_256_CBC_SHA256");
      names.put(openssl + "AES256-SHA384", java + "AES_256_CBC_SHA384");
      names.put(openssl + "AES128-SHA", java + "AES_128_CBC_SHA");
      names.put(openssl + "AES256-SHA", java + "AES_256_CBC_SHA");
    }
    TLS13.forEach(name -> names.put(name, name));
    return names;
  }
}
