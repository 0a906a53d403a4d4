package io.quong.dataplane.cluster;

/** A configuration that this node cannot run. The message is shown to operators: no secrets. */
public final class ConfigRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigRefused(String reason) {
    super(reason);
  }

  public ConfigRefused(String reason, Throwable cause) {
    super(reason, cause);
  }
}
