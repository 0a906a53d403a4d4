package io.quong.plugin.redis;

import io.quong.plugin.RedisPools;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** Connections to one Redis. Every command ends within the configured time. */
final class RedisPool implements RedisPools.Redis {
  private static final int CONNECTIONS = 32;
  private static final int WAITING = 2_000;

  private final Vertx vertx;
  private final Redis client;
  private final int timeout;
  private final Map<String, String> scriptHashes = new ConcurrentHashMap<>();

  RedisPool(Vertx vertx, RedisPools.Settings settings) {
    this.vertx = vertx;
    this.timeout = settings.timeout();
    this.client = Redis.createClient(vertx, options(settings));
  }

  private static RedisOptions options(RedisPools.Settings settings) {
    NetClientOptions net =
        new NetClientOptions().setConnectTimeout(settings.timeout()).setTcpKeepAlive(true);
    if (settings.ssl()) {
      net.setSsl(true).setTrustAll(!settings.sslVerify());
      net.setHostnameVerificationAlgorithm(settings.sslVerify() ? "HTTPS" : "");
    }
    return new RedisOptions()
        .setNetClientOptions(net)
        .setMaxPoolSize(CONNECTIONS)
        .setMaxPoolWaiting(WAITING)
        .setConnectionString(address(settings));
  }

  private static String address(RedisPools.Settings settings) {
    StringBuilder address = new StringBuilder(settings.ssl() ? "rediss://" : "redis://");
    if (settings.password() != null && !settings.password().isEmpty()) {
      address.append(encoded(settings.username())).append(':');
      address.append(encoded(settings.password())).append('@');
    }
    boolean six = settings.host().indexOf(':') >= 0 && !settings.host().startsWith("[");
    address.append(six ? "[" + settings.host() + "]" : settings.host());
    return address
        .append(':')
        .append(settings.port())
        .append('/')
        .append(settings.database())
        .toString();
  }

  private static String encoded(String text) {
    return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public Future<Object> send(String... command) {
    Request request = Request.cmd(Command.create(command[0]));
    for (int i = 1; i < command.length; i++) {
      request.arg(command[i]);
    }
    return send(request);
  }

  @Override
  public Future<Object> sendBytes(List<Buffer> command) {
    Request request = Request.cmd(Command.create(command.get(0).toString()));
    for (Buffer argument : command.subList(1, command.size())) {
      request.arg(argument);
    }
    return send(request);
  }

  @Override
  public Future<Object> script(String source, List<String> keys, List<String> arguments) {
    String hash = scriptHashes.computeIfAbsent(source, RedisPool::sha1);
    return send(script(Command.EVALSHA, hash, keys, arguments))
        .recover(
            failure ->
                unknownScript(failure)
                    ? send(script(Command.EVAL, source, keys, arguments))
                    : Future.failedFuture(failure));
  }

  private static Request script(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private static boolean unknownScript(Throwable failure) {
    return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
  }

  private Future<Object> send(Request request) {
    Promise<Object> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            timeout,
            id -> answer.tryFail(new TimeoutException("no answer within " + timeout + " ms")));
    client
        .send(request)
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              if (result.succeeded()) {
                answer.tryComplete(value(result.result()));
              } else {
                answer.tryFail(result.cause());
              }
            });
    return answer.future();
  }

  /** Text, a number, null, or a list of these. */
  private static Object value(Response response) {
    if (response == null) {
      return null;
    }
    return switch (response.type()) {
      case NUMBER -> response.toLong();
      case MULTI, PUSH -> {
        List<Object> list = new ArrayList<>(response.size());
        for (Response each : response) {
          list.add(value(each));
        }
        yield list;
      }
      default -> response.toString();
    };
  }

  private static String sha1(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).toLowerCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  void close() {
    client.close();
  }
}
