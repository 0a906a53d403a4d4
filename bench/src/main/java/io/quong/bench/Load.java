package io.quong.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Requests on kept connections, one after the other on each, as fast as they are answered. */
final class Load {
  private final int port;
  private final byte[] request;
  private final int connections;
  private long pauseMicros;

  Load(int port, String path, String header, int connections) {
    this.port = port;
    this.connections = connections;
    this.request =
        ("GET "
                + path
                + " HTTP/1.1\r\nHost: bench.test\r\nUser-Agent: bench\r\nAccept: */*\r\n"
                + header
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** What came of it; latencies in microseconds, sorted. */
  static final class Result {
    private final long sent;
    private final long failed;
    private final double seconds;
    private final long[] latencies;

    private Result(long sent, long failed, double seconds, long[] latencies) {
      this.sent = sent;
      this.failed = failed;
      this.seconds = seconds;
      this.latencies = latencies;
    }

    long failed() {
      return failed;
    }

    long sent() {
      return sent;
    }

    double perSecond() {
      return sent / seconds;
    }

    long percentile(double p) {
      return latencies.length == 0
          ? 0
          : latencies[(int) Math.min(latencies.length - 1, latencies.length * p)];
    }

    @Override
    public String toString() {
      return String.format(
          "%d requests, %d failed, %.0f/s, p50 %d us, p99 %d us, p99.9 %d us, worst %d us",
          sent,
          failed,
          perSecond(),
          percentile(0.5),
          percentile(0.99),
          percentile(0.999),
          percentile(1));
    }
  }

  /**
   * One request every so many microseconds on each connection, instead of as many as are answered.
   * Latencies count from when a request was due.
   */
  Load every(long micros) {
    pauseMicros = micros;
    return this;
  }

  /** Runs for so long. */
  Result run(double seconds) throws InterruptedException {
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    List<Connection> all = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Connection connection = new Connection(end);
      Thread thread = new Thread(connection, "load-" + i);
      all.add(connection);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long sent = 0;
    long failed = 0;
    int size = all.stream().mapToInt(c -> c.count).sum();
    long[] latencies = new long[size];
    int at = 0;
    for (Connection connection : all) {
      sent += connection.count + connection.failed;
      failed += connection.failed;
      System.arraycopy(connection.latencies, 0, latencies, at, connection.count);
      at += connection.count;
    }
    Arrays.sort(latencies);
    return new Result(sent, failed, (System.nanoTime() - begin) / 1e9, latencies);
  }

  private final class Connection implements Runnable {
    private final long end;
    private final byte[] buffer = new byte[16 * 1024];
    private long[] latencies = new long[1024];
    private int count;
    private long failed;

    Connection(long end) {
      this.end = end;
    }

    @Override
    public void run() {
      while (System.nanoTime() < end) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.setTcpNoDelay(true);
          socket.setSoTimeout(10_000);
          boolean kept = true;
          long due = System.nanoTime();
          while (kept && System.nanoTime() < end) {
            if (pauseMicros > 0) {
              due += pauseMicros * 1000;
              LockSupport.parkNanos(due - System.nanoTime());
            } else {
              due = System.nanoTime();
            }
            kept = once(socket, due);
          }
        } catch (IOException broken) {
          failed++;
        }
      }
    }

    /** Answers whether the connection stays open. */
    private boolean once(Socket socket, long begin) throws IOException {
      socket.getOutputStream().write(request);
      Answer answer = Answer.read(socket.getInputStream(), buffer);
      if (!answer.ok()) {
        failed++;
        return answer.kept();
      }
      if (count == latencies.length) {
        latencies = Arrays.copyOf(latencies, count * 2);
      }
      latencies[count++] = (System.nanoTime() - begin) / 1000;
      return answer.kept();
    }
  }

  /**
   * What one response said.
   *
   * @param ok whether it was a 200
   * @param kept whether the connection stays open for another request
   */
  record Answer(boolean ok, boolean kept) {
    /** Reads one response, which has a length or no body. */
    static Answer read(InputStream in, byte[] buffer) throws IOException {
      int have = 0;
      int total = -1;
      boolean kept = true;
      while (total < 0 || have < total) {
        int read = in.read(buffer, have, buffer.length - have);
        if (read < 0) {
          throw new IOException("closed");
        }
        have += read;
        if (total < 0) {
          String head = head(buffer, have);
          if (head != null) {
            total = head.length() + length(head);
            kept = !head.contains("\r\nconnection: close\r\n");
          }
        }
      }
      return new Answer(buffer[9] == '2' && buffer[10] == '0' && buffer[11] == '0', kept);
    }

    private static String head(byte[] buffer, int have) {
      for (int i = 3; i < have; i++) {
        if (buffer[i] == '\n' && buffer[i - 2] == '\n' && buffer[i - 1] == '\r') {
          return new String(buffer, 0, i + 1, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        }
      }
      return null;
    }

    private static int length(String head) {
      int name = head.indexOf("\r\ncontent-length:");
      if (name < 0) {
        return 0;
      }
      int from = name + "\r\ncontent-length:".length();
      return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).trim());
    }
  }
}
