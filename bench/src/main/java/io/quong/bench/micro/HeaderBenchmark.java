package io.quong.bench.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A browser's headers copied, edited as for the way up, and written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeaderBenchmark {
  private final HeaderBlock browser = new HeaderBlock();
  private final ByteBuf out = Unpooled.directBuffer(4096);

  public HeaderBenchmark() {
    browser.add("Host", "api.example.com");
    browser.add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0");
    browser.add("Accept", "application/json, text/plain, */*");
    browser.add("Accept-Language", "en-US,en;q=0.9");
    browser.add("Accept-Encoding", "gzip, deflate, br");
    browser.add("Referer", "https://www.example.com/app/items");
    browser.add("Cookie", "theme=dark; session=abcdefghijklmnopqrstuvwxyz0123456789");
    browser.add("Connection", "keep-alive");
  }

  @Benchmark
  public HeaderBlock copy() {
    return browser.copy();
  }

  @Benchmark
  public ByteBuf copyEditWrite() {
    HeaderBlock headers = browser.copy();
    headers.remove(HeaderName.CONNECTION);
    headers.set(HeaderName.HOST, "127.0.0.1:9000");
    headers.add(HeaderName.VIA, "1.1 quong/1.0.0");
    headers.add(HeaderName.X_FORWARDED_FOR, "10.1.2.3");
    headers.add(HeaderName.X_FORWARDED_PROTO, "http");
    headers.add(HeaderName.X_FORWARDED_HOST, "api.example.com");
    headers.add(HeaderName.X_FORWARDED_PORT, "8000");
    headers.add(HeaderName.X_REAL_IP, "10.1.2.3");
    out.clear();
    headers.writeTo(out);
    return out;
  }
}
