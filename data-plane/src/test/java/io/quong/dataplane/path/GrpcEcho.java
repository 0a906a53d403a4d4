package io.quong.dataplane.path;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A gRPC server of strings that has all four shapes of calls, on a real socket. */
final class GrpcEcho implements AutoCloseable {
  static final MethodDescriptor<String, String> UNARY = method("Unary", MethodType.UNARY);
  static final MethodDescriptor<String, String> CLIENT_STREAM =
      method("Collect", MethodType.CLIENT_STREAMING);
  static final MethodDescriptor<String, String> SERVER_STREAM =
      method("Count", MethodType.SERVER_STREAMING);
  static final MethodDescriptor<String, String> BOTH = method("Talk", MethodType.BIDI_STREAMING);
  static final Metadata.Key<String> TRAILER =
      Metadata.Key.of("x-trailer", Metadata.ASCII_STRING_MARSHALLER);
  static final Metadata.Key<String> HEADER =
      Metadata.Key.of("x-header", Metadata.ASCII_STRING_MARSHALLER);

  /** Completed when a call is cancelled, with its deadline if there is one. */
  final CompletableFuture<String> cancelled = new CompletableFuture<>();

  private final Server server;

  /**
   * @param tls whether it speaks TLS
   */
  GrpcEcho(boolean tls) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    if (tls) {
      Path keys = Path.of("..", "acceptance", "conformance", "keys");
      File certificate = keys.resolve("upstream-cert.pem").toFile();
      builder.useTransportSecurity(certificate, keys.resolve("upstream-key.pem").toFile());
    }
    try {
      server =
          builder.addService(ServerInterceptors.intercept(service(), new Echo())).build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  private ServerServiceDefinition service() {
    return ServerServiceDefinition.builder("echo.Echo")
        .addMethod(UNARY, ServerCalls.asyncUnaryCall(this::unary))
        .addMethod(
            SERVER_STREAM,
            ServerCalls.asyncServerStreamingCall(
                (String count, StreamObserver<String> answers) -> {
                  for (int i = 1; i <= Integer.parseInt(count); i++) {
                    answers.onNext("n" + i);
                  }
                  answers.onCompleted();
                }))
        .addMethod(CLIENT_STREAM, ServerCalls.asyncClientStreamingCall(Collector::new))
        .addMethod(BOTH, ServerCalls.asyncBidiStreamingCall(Talker::new))
        .build();
  }

  private void unary(String request, StreamObserver<String> answers) {
    if (request.equals("fail")) {
      Metadata trailers = new Metadata();
      trailers.put(TRAILER, "why");
      answers.onError(
          new StatusRuntimeException(
              Status.FAILED_PRECONDITION.withDescription("not like this"), trailers));
    } else if (request.equals("hang")) {
      Context context = Context.current();
      context.addListener(
          ended -> cancelled.complete(String.valueOf(context.getDeadline() != null)),
          Runnable::run);
    } else {
      answers.onNext("echo " + request);
      answers.onCompleted();
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(type)
        .setFullMethodName("echo.Echo/" + name)
        .setRequestMarshaller(new Text())
        .setResponseMarshaller(new Text())
        .build();
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Answers once, with how much came. */
  private static class Collector implements StreamObserver<String> {
    final StreamObserver<String> answers;
    private int count;
    private long length;

    Collector(StreamObserver<String> answers) {
      this.answers = answers;
    }

    @Override
    public void onNext(String message) {
      count++;
      length += message.length();
    }

    @Override
    public void onError(Throwable failure) {
      // The client went away: there is nobody to answer.
      count = 0;
    }

    @Override
    public void onCompleted() {
      answers.onNext(count + " of " + length);
      answers.onCompleted();
    }
  }

  /** Answers each message. */
  private static final class Talker extends Collector {
    Talker(StreamObserver<String> answers) {
      super(answers);
    }

    @Override
    public void onNext(String message) {
      answers.onNext("echo " + message);
    }

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }

  /** Sends the client's header back as a header and as a trailer. */
  private static final class Echo implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      return next.startCall(
          new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<Q, A>(call) {
            @Override
            public void sendHeaders(Metadata sent) {
              if (headers.get(HEADER) != null) {
                sent.put(HEADER, headers.get(HEADER));
              }
              super.sendHeaders(sent);
            }

            @Override
            public void close(Status status, Metadata trailers) {
              if (headers.get(HEADER) != null) {
                trailers.put(TRAILER, headers.get(HEADER));
              }
              super.close(status, trailers);
            }
          },
          headers);
    }
  }
}
