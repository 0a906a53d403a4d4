package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.dataplane.http.RawRequests;
import io.quong.dataplane.path.StrictUpstream.Seen;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Raw requests that two parsers could read differently, each over a socket through a node to an
 * upstream that reads by the letter: what was matched, what a plugin saw and what was sent agree,
 * and {@code /guarded} cannot be reached by another name.
 */
class SmugglingTest {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int QUIET_MILLIS = 60;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})[^\r]*\r\n");

  /** What a plugin sees of a request. */
  private record View(
      String route, String method, String path, String rawQuery, List<String> headers, int body) {}

  /** Of the gateway, in every request that it sends. */
  private static final Set<String> OWN =
      Set.of(
          "host",
          "connection",
          "via",
          "content-length",
          "transfer-encoding",
          "x-kong-request-id",
          "x-real-ip",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-path",
          "x-forwarded-port",
          "x-forwarded-proto",
          "x-forwarded-prefix",
          // Only that trailers are welcome is passed on.
          "te");

  private static final BlockingQueue<View> VIEWS = new LinkedBlockingQueue<>();
  private static StrictUpstream upstream;
  private static ProxyNode node;

  private static final class Looking implements Plugin {
    @Override
    public Set<Need> needs() {
      return Set.of(Need.REQUEST_BODY);
    }

    @Override
    public Step access(Exchange exchange) {
      List<String> headers = new ArrayList<>();
      Headers all = exchange.request().headers();
      for (int line = 0; line < all.size(); line++) {
        headers.add(all.name(line).toLowerCase(Locale.ROOT) + "=" + all.value(line).strip());
      }
      VIEWS.add(
          new View(
              exchange.route().name(),
              exchange.request().method(),
              exchange.request().path(),
              exchange.request().rawQuery(),
              headers,
              exchange.request().body().readableBytes()));
      return exchange.route().name().equals("guarded")
          ? Step.respond(Answer.exit(403, "guarded"))
          : Step.NEXT;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    upstream = new StrictUpstream();
    node =
        new ProxyNode(
            Map.of("lua_max_req_headers", "1000"),
            List.of(Scripted.of("look", 1, new Looking(), Phase.ACCESS)));
    node.service("s", "127.0.0.1", upstream.port(), "")
        .route("open", "s", "/", "'strip_path':false,'preserve_host':true")
        .route("guarded", "s", "/guarded", "'strip_path':false,'preserve_host':true")
        .plugin("look", "{'word':''}", "")
        .apply();
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
    upstream.close();
  }

  static List<RawRequests> rows() {
    return RawRequests.load("smuggling.tsv");
  }

  @Test
  void corpusIsLarge() {
    assertTrue(rows().size() >= 300);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatIsMatchedSeenAndSentAgrees(RawRequests row) throws Exception {
    VIEWS.clear();
    upstream.seen.clear();
    String statuses = statuses(row.bytes(), row.statuses());
    // Nothing else may come behind what was answered: a request of our own is the next.
    assertEquals("200", statuses(SYNC.getBytes(StandardCharsets.US_ASCII), "200"));
    List<Seen> sent = until(upstream.seen, seen -> seen.target().equals("/sync"));
    List<View> views = until(VIEWS, view -> view.path().equals("/sync"));
    assertEquals(row.statuses() + "\t" + row.upstream(), statuses + "\t" + told(sent));
    agree(views, sent);
  }

  private static final String SYNC =
      "GET /sync HTTP/1.1\r\nHost: sync\r\nConnection: close\r\n\r\n";

  private static <T> List<T> until(BlockingQueue<T> all, Predicate<T> last)
      throws InterruptedException {
    List<T> before = new ArrayList<>();
    T next = all.poll(10, TimeUnit.SECONDS);
    while (next != null && !last.test(next)) {
      before.add(next);
      next = all.poll(10, TimeUnit.SECONDS);
    }
    return before;
  }

  /** Statuses of the answers, and {@code +} when the connection stays open behind them. */
  private static String statuses(byte[] raw, String wanted) throws IOException {
    boolean open = wanted.endsWith("+");
    int answers = open ? wanted.split(" ", -1).length : Integer.MAX_VALUE;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      client.setSoTimeout(PATIENCE_MILLIS);
      client.getOutputStream().write(raw);
      InputStream in = client.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        told.write(b);
        if (b == '\n' && statuses(told).size() == answers) {
          client.setSoTimeout(QUIET_MILLIS);
        }
      }
      return String.join(" ", statuses(told));
    } catch (SocketTimeoutException stillOpen) {
      return String.join(" ", statuses(told)) + "+";
    } catch (SocketException reset) {
      return String.join(" ", statuses(told));
    }
  }

  private static List<String> statuses(ByteArrayOutputStream told) {
    Matcher matcher = STATUS.matcher(told.toString(StandardCharsets.ISO_8859_1));
    List<String> statuses = new ArrayList<>();
    while (matcher.find()) {
      statuses.add(matcher.group(1));
    }
    return statuses;
  }

  private static String told(List<Seen> sent) {
    StringBuilder told = new StringBuilder();
    for (Seen seen : sent) {
      told.append(told.length() == 0 ? "" : " | ");
      told.append(seen.method()).append(' ').append(visible(seen.target()));
      told.append(" host=")
          .append(visible(seen.header("host")).replace("127.0.0.1:" + upstream.port(), "UPSTREAM"));
      if (!seen.body().isEmpty()) {
        told.append(" body=").append(seen.body().length());
      }
      for (String[] header : seen.headers()) {
        boolean client = header[0].equals("x-forwarded-for") && !header[1].equals("127.0.0.1");
        if (!OWN.contains(header[0]) || client) {
          told.append(' ').append(header[0]).append('=').append(visible(header[1]));
        }
      }
    }
    return told.length() == 0 ? "-" : told.toString();
  }

  /** Printable, and short. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    for (char c : String.valueOf(text).toCharArray()) {
      visible.append(c > ' ' && c < 0x7f ? String.valueOf(c) : "<%02x>".formatted((int) c));
    }
    return visible.length() > 80
        ? visible.substring(0, 60) + "…" + visible.length()
        : visible.toString();
  }

  private static void agree(List<View> views, List<Seen> sent) {
    List<View> passed = views.stream().filter(v -> !v.route().equals("guarded")).toList();
    assertEquals(passed.size(), sent.size(), "requests");
    for (int i = 0; i < sent.size(); i++) {
      Seen seen = sent.get(i);
      View view = passed.get(i);
      assertTrue(!seen.method().equals("MALFORMED"), seen.target());
      String query = view.rawQuery() == null ? "" : "?" + view.rawQuery();
      assertEquals(
          view.method() + " " + escaped(view.path()) + query, seen.method() + " " + seen.target());
      assertEquals(view.body(), seen.body().length());
      assertTrue(!guarded(seen.target()), seen.target());
      for (String[] header : seen.headers()) {
        if (!OWN.contains(header[0])) {
          assertTrue(view.headers().contains(header[0] + "=" + header[1]), header[0]);
        }
      }
    }
  }

  /** As the gateway escapes a normalised path. */
  private static String escaped(String path) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
      escaped.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return escaped.toString();
  }

  /**
   * Whether an upstream that undoes escapes and walks the dots would take it for the path. A slash
   * in an escape stays one, as RFC 3986 has it and Kong does.
   */
  private static boolean guarded(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String decoded;
    try {
      decoded =
          URLDecoder.decode(
              path.replace("+", "%2B").replaceAll("(?i)%2f", "%252F"), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException notEscaped) {
      decoded = path;
    }
    Deque<String> walked = new ArrayDeque<>();
    for (String segment : decoded.split("/+", 0)) {
      if (segment.equals("..")) {
        walked.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        walked.add(segment);
      }
    }
    return "guarded".equals(walked.peekFirst());
  }
}
