package io.quong.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is measured: an installation with its peers before the same upstream. */
record Site(Quong quong, Peers peers, int upstream, Process behind, int rounds)
    implements AutoCloseable {

  static Site open(Path folder, int rounds) throws IOException, InterruptedException {
    Process behind =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                Upstream.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int port =
        Integer.parseInt(
            new BufferedReader(
                    new InputStreamReader(behind.getInputStream(), StandardCharsets.US_ASCII))
                .readLine());
    Quong quong = new Quong(folder).start();
    Peers peers = new Peers(folder, port, quong.prefix().resolve("ssl"));
    quong.serve("http://127.0.0.1:" + port);
    Site site = new Site(quong, peers, port, behind, rounds);
    site.route("plain", "/plain");
    return site;
  }

  /** Makes a route of the bench's service, and waits until the node has it. */
  void route(String name, String path) throws IOException, InterruptedException {
    quong
        .admin()
        .live(
            quong
                .admin()
                .send(
                    "PUT",
                    "/services/bench/routes/" + name,
                    "{\"strip_path\":false,\"paths\":[\"" + path + "\"]}"));
  }

  @Override
  public void close() throws IOException {
    quong.close();
    peers.close();
    behind.destroy();
  }
}
