package io.quong.settings;

import java.util.List;

/** Kong's keys between control plane and nodes, and what Kong has no word for: {@code quong_…}. */
public final class ClusterKeys {
  private static final Declared OF = new Declared();

  /** Where nodes reach the control plane; opened with role {@code control_plane}. */
  public static final Key<List<Listen>> CLUSTER_LISTEN =
      OF.listen("cluster_listen", "0.0.0.0:8005");

  /** {@code host:port}. */
  public static final Key<String> CLUSTER_CONTROL_PLANE =
      OF.text("cluster_control_plane", "127.0.0.1:8005")
          .must(v -> v.matches(".+:\\d{1,5}"), "must be of the form host:port");

  /** Path, PEM text or its base64; see {@link Pem}. */
  public static final Key<String> CLUSTER_CERT = OF.text("cluster_cert", null);

  public static final Key<String> CLUSTER_CERT_KEY = OF.text("cluster_cert_key", null).sensitive();

  public static final Key<String> CLUSTER_MTLS =
      OF.text("cluster_mtls", "shared").oneOf("shared", "pki");
  public static final Key<String> CLUSTER_CA_CERT = OF.text("cluster_ca_cert", null);
  public static final Key<String> CLUSTER_SERVER_NAME = OF.text("cluster_server_name", null);

  public static final Key<String> CLUSTER_OCSP =
      OF.text("cluster_ocsp", "off")
          .oneOf("on", "off", "optional")
          .only(v -> v.equals("off"), "OCSP is not supported yet");

  /** Seconds until a silent node is dropped from the list. */
  public static final Key<Integer> CLUSTER_DATA_PLANE_PURGE_DELAY =
      OF.integer("cluster_data_plane_purge_delay", "1209600")
          .must(n -> n >= 60, "must be 60 or greater");

  public static final Key<Integer> CLUSTER_MAX_PAYLOAD =
      OF.integer("cluster_max_payload", "16777216")
          .must(n -> n >= 4_194_304, "must be 4194304 (4MB) or greater")
          .noEffect("configurations are streamed");

  public static final Key<Boolean> CLUSTER_USE_PROXY =
      OF.flag("cluster_use_proxy", "off")
          .only(on -> !on, "going out by a forward proxy is not supported yet");

  /** {@code name:value} of the operator's choice. */
  public static final Key<List<String>> CLUSTER_DP_LABELS =
      OF.list("cluster_dp_labels", null).check(Checks::labels);

  static {
    OF.noEffect(
        "the wire between control plane and nodes is Quong's own",
        "cluster_rpc",
        "cluster_incremental_sync");
  }

  // Ours

  /**
   * What control plane and nodes both know, when they have no certificates: 16 characters at least.
   */
  public static final Key<String> QUONG_CLUSTER_SECRET =
      OF.text("quong_cluster_secret", null)
          .sensitive()
          .must(s -> s.length() >= 16, "must have at least 16 characters");

  /** Encrypts the configuration that a node keeps on its disk. */
  public static final Key<String> QUONG_NODE_KEY =
      OF.text("quong_node_key", null)
          .sensitive()
          .must(s -> s.length() >= 16, "must have at least 16 characters");

  /** Seconds that requests in flight have to finish when a program stops. */
  public static final Key<Integer> QUONG_SHUTDOWN_GRACE =
      OF.integer("quong_shutdown_grace", "10").must(n -> n >= 0, "must be 0 or greater");

  /** Event loops of a node; unset: one for each processor. */
  public static final Key<Integer> QUONG_EVENT_LOOPS =
      OF.integer("quong_event_loops", null).must(n -> n >= 1, "must be 1 or greater");

  /** Options for the control plane's JVM, such as {@code -Xmx1g}, between blanks. */
  public static final Key<String> QUONG_CONTROL_PLANE_JAVA_OPTIONS =
      OF.text("quong_control_plane_java_options", null);

  /** Options for the node's JVM. */
  public static final Key<String> QUONG_DATA_PLANE_JAVA_OPTIONS =
      OF.text("quong_data_plane_java_options", null);

  /** Whether the node is started as the native program, which {@code -Pnative} builds. */
  public static final Key<Boolean> QUONG_NATIVE = OF.flag("quong_native", "off");

  /** The port of the embedded PostgreSQL on the loopback interface; 0 for a free one. */
  public static final Key<Integer> QUONG_PG_PORT =
      OF.integer("quong_pg_port", "0")
          .must(n -> n >= 0 && n <= 65_535, "must be an integer between 0 and 65535");

  static final List<Key<?>> ALL = OF.keys();

  private ClusterKeys() {}
}
