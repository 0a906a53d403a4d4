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
    String what = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    return new ControlPlaneFault("control plane at " + address + ": " + what, cause);
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
