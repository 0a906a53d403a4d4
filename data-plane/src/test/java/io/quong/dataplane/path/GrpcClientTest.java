package io.quong.dataplane.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** grpc-java on both sides of the gateway, with TLS and without, on either side. */
class GrpcClientTest {
  private final ProxyNode node =
      new ProxyNode(Map.of("proxy_listen", "127.0.0.1:0 http2, 127.0.0.1:0 ssl http2"), List.of());
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    node.close();
  }

  private GrpcEcho serve(boolean tlsUp) {
    GrpcEcho echo = new GrpcEcho(tlsUp);
    open.add(echo);
    serve(tlsUp ? "grpcs" : "grpc", echo.port());
    return echo;
  }

  private void serve(String protocol, int port) {
    node.put(
            "services",
            "s",
            ("{'name':'s','protocol':'%s','host':'127.0.0.1','port':%d,'enabled':true,'retries':0,"
                    + "'connect_timeout':60000,'write_timeout':60000,'read_timeout':60000}")
                .formatted(protocol, port))
        .put(
            "routes",
            "r",
            ("{'name':'r','protocols':['grpc','grpcs'],'paths':['/echo.'],"
                    + "'service':{'id':'%s'}}")
                .formatted(ProxyNode.id("s")))
        .apply();
  }

  private ManagedChannel client(boolean tls) {
    try {
      NettyChannelBuilder builder =
          NettyChannelBuilder.forAddress("127.0.0.1", node.port(tls ? 1 : 0));
      if (tls) {
        builder.sslContext(
            GrpcSslContexts.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build());
        builder.overrideAuthority("a.test");
      } else {
        builder.negotiationType(NegotiationType.PLAINTEXT);
      }
      ManagedChannel channel = builder.build();
      open.add(() -> channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS));
      return channel;
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unary(Channel channel, CallOptions options, String message) {
    return ClientCalls.blockingUnaryCall(channel, GrpcEcho.UNARY, options, message);
  }

  private static Status failure(Channel channel, CallOptions options, String message) {
    return assertThrows(StatusRuntimeException.class, () -> unary(channel, options, message))
        .getStatus();
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void allShapesOfCallsPass(boolean tlsDown, boolean tlsUp) throws Exception {
    serve(tlsUp);
    ManagedChannel channel = client(tlsDown);
    String large = "x".repeat(1_000_000);
    assertEquals("echo " + large, unary(channel, CallOptions.DEFAULT, large));
    List<String> counted = new ArrayList<>();
    Iterator<String> answers =
        ClientCalls.blockingServerStreamingCall(
            channel, GrpcEcho.SERVER_STREAM, CallOptions.DEFAULT, "500");
    answers.forEachRemaining(counted::add);
    assertEquals(500, counted.size());
    assertEquals("n500", counted.get(499));

    Answers collected = new Answers();
    StreamObserver<String> sent =
        ClientCalls.asyncClientStreamingCall(
            channel.newCall(GrpcEcho.CLIENT_STREAM, CallOptions.DEFAULT), collected);
    for (int i = 0; i < 500; i++) {
      sent.onNext("message");
    }
    sent.onCompleted();
    assertEquals("500 of 3500", collected.next());
    collected.ended.get(10, TimeUnit.SECONDS);

    Answers talked = new Answers();
    StreamObserver<String> talk =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(GrpcEcho.BOTH, CallOptions.DEFAULT), talked);
    for (int i = 0; i < 100; i++) {
      talk.onNext("m" + i);
      assertEquals("echo m" + i, talked.next());
    }
    talk.onCompleted();
    talked.ended.get(10, TimeUnit.SECONDS);
  }

  @Test
  void headersAndTrailersPass() {
    serve(false);
    Metadata sent = new Metadata();
    sent.put(GrpcEcho.HEADER, "value");
    AtomicReference<Metadata> headers = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    Channel channel =
        ClientInterceptors.intercept(
            client(false),
            MetadataUtils.newAttachHeadersInterceptor(sent),
            MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));
    assertEquals("echo a", unary(channel, CallOptions.DEFAULT, "a"));
    assertEquals("value", headers.get().get(GrpcEcho.HEADER));
    assertEquals("value", trailers.get().get(GrpcEcho.TRAILER));
  }

  @Test
  void errorOfTheServerPassesWithItsTrailers() {
    serve(false);
    StatusRuntimeException failed =
        assertThrows(
            StatusRuntimeException.class, () -> unary(client(false), CallOptions.DEFAULT, "fail"));
    assertEquals(Status.Code.FAILED_PRECONDITION, failed.getStatus().getCode());
    assertEquals("not like this", failed.getStatus().getDescription());
    assertEquals("why", failed.getTrailers().get(GrpcEcho.TRAILER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "grpcs"})
  void deadServerIsUnavailable(String protocol) {
    serve(protocol, RawUpstream.deadPort());
    Status status = failure(client(false), CallOptions.DEFAULT, "a");
    // As Kong's, the answer has no content type, so that the client goes by its HTTP status, 502.
    assertEquals(Status.Code.UNAVAILABLE, status.getCode());
  }

  @Test
  void missingRouteIsToldByItsStatus() {
    Status status = failure(client(true), CallOptions.DEFAULT, "a");
    assertEquals(Status.Code.NOT_FOUND, status.getCode());
  }

  @Test
  void deadlineOfTheClientReachesTheServerAndEndsTheCall() throws Exception {
    GrpcEcho echo = serve(false);
    ManagedChannel channel = client(false);
    assertEquals("echo a", unary(channel, CallOptions.DEFAULT, "a"));
    CallOptions shortly = CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.SECONDS);
    Status status = failure(channel, shortly, "hang");
    assertEquals(Status.Code.DEADLINE_EXCEEDED, status.getCode());
    assertEquals("true", echo.cancelled.get(10, TimeUnit.SECONDS));
  }

  @Test
  void cancellationReachesTheServer() throws Exception {
    GrpcEcho echo = serve(true);
    Answers answers = new Answers();
    var call = client(true).newCall(GrpcEcho.UNARY, CallOptions.DEFAULT);
    ClientCalls.asyncUnaryCall(call, "hang", answers);
    assertEquals("echo other", unary(client(true), CallOptions.DEFAULT, "other"));
    call.cancel("enough", null);
    assertEquals("false", echo.cancelled.get(10, TimeUnit.SECONDS));
  }

  private static final class Answers implements StreamObserver<String> {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    String next() throws InterruptedException {
      return messages.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public void onNext(String message) {
      messages.add(message);
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }
  }
}
