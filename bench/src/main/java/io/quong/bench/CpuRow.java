package io.quong.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Processor time of the proxying process for a request: without a plugin, with key-auth and
 * rate-limiting, and with ten plugins.
 */
final class CpuRow implements Row {
  private static final double WARM_SECONDS = 8;
  private static final double SECONDS = 5;
  private static final String KEY = "apikey: bench-key\r\n";

  /** Plugins that have something to do for every request and nothing to wait for. */
  private static final String[] TEN = {
    "{\"name\":\"key-auth\"}",
    "{\"name\":\"rate-limiting\",\"config\":{\"hour\":100000000,\"policy\":\"local\"}}",
    "{\"name\":\"acl\",\"config\":{\"allow\":[\"bench\"]}}",
    "{\"name\":\"ip-restriction\",\"config\":{\"allow\":[\"127.0.0.0/8\"]}}",
    "{\"name\":\"bot-detection\"}",
    "{\"name\":\"cors\"}",
    "{\"name\":\"correlation-id\"}",
    "{\"name\":\"request-size-limiting\"}",
    "{\"name\":\"request-transformer\",\"config\":{\"add\":{\"headers\":[\"x-bench: 1\"]}}}",
    "{\"name\":\"response-transformer\",\"config\":{\"add\":{\"headers\":[\"x-bench: 1\"]}}}",
  };

  private final String name;
  private final boolean ten;

  /**
   * @param ten whether ten plugins are measured, or the goals' two
   */
  CpuRow(String name, boolean ten) {
    this.name = name;
    this.ten = ten;
  }

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    consumer(site);
    plugins(site, "limited", 2);
    plugins(site, "ten", TEN.length);
    ProcessFigures node = site.quong().node();
    List<Subject> all = new ArrayList<>();
    all.add(Subject.of("no plugin", node, Quong.PROXY, "/plain", ""));
    all.add(
        ten
            ? Subject.of("ten plugins", node, Quong.PROXY, "/ten", KEY)
            : Subject.of("key-auth + rate-limiting", node, Quong.PROXY, "/limited", KEY));
    ProcessFigures nginx = site.peers().nginx();
    if (nginx != null) {
      all.add(Subject.of("nginx", nginx, Peers.NGINX, "/plain", ""));
    }
    if (site.peers().haproxy() != null && !ten) {
      all.add(Subject.of("HAProxy", site.peers().haproxy(), Peers.HAPROXY, "/plain", ""));
    }
    double[][] micros =
        Subject.rounds(all.toArray(Subject[]::new), site.rounds(), WARM_SECONDS, SECONDS);
    return ten ? tenFigures(micros) : figures(all, micros, nginx != null);
  }

  private List<Figure> figures(List<Subject> all, double[][] micros, boolean hasNginx) {
    double[] peer = hasNginx ? micros[2] : null;
    String peerName = hasNginx ? "nginx" : null;
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure(name, "no plugin", "µs", micros[0], peer, peerName, Figure.most(1.2)));
    figures.add(
        new Figure(
            name, "key-auth + rate-limiting", "µs", micros[1], peer, peerName, Figure.most(1.4)));
    if (all.size() > 3) {
      figures.add(new Figure(name, "HAProxy", "µs", micros[3], peer, peerName, null));
    }
    return figures;
  }

  private List<Figure> tenFigures(double[][] micros) {
    double[] each = new double[micros[0].length];
    for (int round = 0; round < each.length; round++) {
      each[round] = (micros[1][round] / micros[0][round] - 1) * 100 / TEN.length;
    }
    return List.of(
        new Figure(name, "ten plugins", "µs", micros[1], micros[0], "no plugin", Figure.most(1.3)),
        Figure.alone(name, "each of ten plugins adds", "%", each, Figure.most(3)));
  }

  private static void consumer(Site site) throws IOException, InterruptedException {
    AdminClient admin = site.quong().admin();
    admin.send("PUT", "/consumers/bench", "{}");
    admin.send(
        "PUT",
        "/consumers/bench/key-auth/11111111-1111-4111-8111-111111111111",
        "{\"key\":\"bench-key\"}");
    admin.send(
        "PUT",
        "/consumers/bench/acls/11111111-1111-4111-8111-111111111112",
        "{\"group\":\"bench\"}");
  }

  private static void plugins(Site site, String route, int count)
      throws IOException, InterruptedException {
    site.route(route, "/" + route);
    AdminClient admin = site.quong().admin();
    long version = -1;
    for (int i = 0; i < count; i++) {
      String id = "2222%04d-0000-4000-8000-00000000%04d".formatted(count, i);
      version = admin.send("PUT", "/routes/" + route + "/plugins/" + id, TEN[i]);
    }
    admin.live(version);
  }
}
