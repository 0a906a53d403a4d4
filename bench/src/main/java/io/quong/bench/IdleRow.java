package io.quong.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What 10,000 kept connections cost that have had a request each and wait for another. */
final class IdleRow implements Row {
  private static final int CONNECTIONS = 10_000;
  private static final byte[] REQUEST =
      "GET /plain HTTP/1.1\r\nHost: bench.test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  public List<Figure> measure(Site site) throws IOException, InterruptedException {
    double[] kilobytes = new double[site.rounds()];
    double[] theirs = new double[site.rounds()];
    ProcessFigures nginx = site.peers().nginx();
    for (int round = 0; round < site.rounds(); round++) {
      // Each round finds a node that has had traffic, and no such connections yet.
      site.quong().restartNode(false);
      kilobytes[round] = cost(site.quong().node(), Quong.PROXY);
      theirs[round] = nginx == null ? 0 : cost(nginx, Peers.NGINX);
    }
    return List.of(
        Figure.alone("idle", "10,000 kept connections, each", "KB", kilobytes, Figure.most(15)),
        Figure.alone("idle", "the same at nginx, each", "KB", theirs, null));
  }

  private static double cost(ProcessFigures process, int port)
      throws IOException, InterruptedException {
    new Load(port, "/plain", "", 50).run(8);
    settle(process);
    double before = process.megabytes();
    List<SocketChannel> open = new ArrayList<>();
    try {
      ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
      for (int i = 0; i < CONNECTIONS; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        open.add(channel);
        channel.write(ByteBuffer.wrap(REQUEST));
        answer.clear();
        if (channel.read(answer) <= 0) {
          throw new IOException("connection " + i + " was closed");
        }
      }
      settle(process);
      return (process.megabytes() - before) * 1024 / CONNECTIONS;
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
  }

  /** What is garbage in a JVM is no cost of a connection. */
  private static void settle(ProcessFigures process) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String program = Files.readString(Path.of("/proc/" + process.pid() + "/comm")).trim();
    if (Files.exists(jcmd) && program.equals("java")) {
      for (int i = 0; i < 2; i++) {
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      }
    }
    TimeUnit.SECONDS.sleep(2);
  }
}
