package io.quong.dataplane.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quong.cluster.ClusterWire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;

/** Why the control plane did not answer as it should. */
public final class ControlPlaneFault extends IOException {
  private static final long serialVersionUID = 1L;

  ControlPlaneFault(String message, Throwable cause) {
    super(message, cause);
  }

  static ControlPlaneFault of(HostAndPort address, Throwable cause) {
    return new ControlPlaneFault("control plane at " + address + ": " + what(cause), cause);
  }

  /** The message with that of the first cause: "Failed to create SSL connection" says nothing. */
  private static String what(Throwable fault) {
    String message = fault.getMessage() == null ? fault.getClass().getName() : fault.getMessage();
    Throwable first = fault;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    boolean more = first.getMessage() != null && !message.contains(first.getMessage());
    return more ? message + " (" + first.getMessage() + ")" : message;
  }

  /** An answer that is not 200; the control plane says in {@code message} what is wrong. */
  static ControlPlaneFault answer(int status, Buffer body) {
    String message = "";
    try {
      message = ClusterWire.JSON.readTree(body.getBytes()).path("message").asText("");
    } catch (JsonProcessingException e) {
      message = "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new ControlPlaneFault(
        "it answered " + status + (message.isEmpty() ? "" : ": " + message), null);
  }
}
