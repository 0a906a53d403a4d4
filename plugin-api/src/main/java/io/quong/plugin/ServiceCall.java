package io.quong.plugin;

import io.quong.entity.Service;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A request of a plugin's own to a service of the configuration, beside the client's: it goes
 * through the service's balancer, time-outs and retries, and asks the plugins that guard the
 * service ({@link ServiceGuard}). Made by {@link Exchange#call}; belongs to the exchange's loop.
 */
public interface ServiceCall {
  /** The whole answer, whatever its status; fails with {@link ServiceFailure}. On the loop. */
  Future<Reply> reply();

  /**
   * Gives it up: the connection is closed, and the future fails. Without effect when it is over.
   */
  void cancel();

  /**
   * What is asked.
   *
   * @param service of type http or https
   * @param target path and query, escaped; the service's own path is not put before it
   * @param headers name and value, in pairs; Host, forwarding headers and the length are the
   *     gateway's
   * @param body null for none
   * @param timeout milliseconds, over all attempts; the service's own time-outs hold besides
   * @param maxBody bytes that the answer's body may have
   */
  record Request(
      Service service,
      String method,
      String target,
      List<String> headers,
      Buffer body,
      int timeout,
      int maxBody) {}

  /**
   * What came.
   *
   * @param headers name and value, in pairs
   */
  record Reply(int status, List<String> headers, Buffer body) {}
}
