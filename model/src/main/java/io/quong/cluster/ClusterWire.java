package io.quong.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Paths, headers and bounds of the cluster protocol. */
public final class ClusterWire {
  /** The major version of the protocol; it stands in every path. */
  public static final int PROTOCOL = 1;

  private static final String ROOT = "/quong/cluster/";

  /** What every path of this protocol version begins with. */
  public static final String BASE = ROOT + "v" + PROTOCOL + "/";

  /** The long poll: POST, a {@link SyncRequest} up, lines down. */
  public static final String SYNC = BASE + "sync";

  /** Shared counters: POST, calls up, results down. */
  public static final String COUNTERS = BASE + "counters";

  /** Entities that nodes share: POST, a call up, its result down. */
  public static final String STATE = BASE + "state";

  /** What a node says of itself between polls: POST. */
  public static final String REPORT = BASE + "report";

  /** A node's answer to a question: POST, {@code {"ticket":UUID,"answer":OBJECT}}. */
  public static final String ANSWER = BASE + "answer";

  public static final String NODE_ID = "Quong-Node-Id";

  /** The node's product version, {@code 1.2.3}. */
  public static final String NODE_VERSION = "Quong-Node-Version";

  /** Chosen by the node for each request; see {@link SharedSecret#proof}. */
  public static final String NONCE = "Quong-Nonce";

  /** The control plane's proof that it has the secret too. */
  public static final String PROOF = "Quong-Proof";

  /** What stands before the token in {@code Authorization}. */
  public static final String SCHEME = "Quong ";

  /** A node that has said nothing for so long counts as gone, as in Kong. */
  public static final long SILENCE_MS = 45_000;

  /** The longest that one poll may wait. */
  public static final long MAX_WAIT_MS = 25_000;

  /** Bodies that a node sends may be so large, in bytes. */
  public static final int MAX_REQUEST = 8 << 20;

  /** Counters in all calls of one request. */
  public static final int MAX_COUNTERS = 4_096;

  /** A counter's key may be so long. */
  public static final int MAX_KEY = 1_024;

  /** Reads and writes every body of the protocol; trees only, nothing bound by reflection. */
  public static final ObjectMapper JSON = new ObjectMapper();

  private ClusterWire() {}

  /** The major number of {@code 1.2.3} or {@code 1.0.0-SNAPSHOT}; -1 when there is none. */
  public static int major(String version) {
    int end = 0;
    while (end < version.length() && end < 9 && Character.digit(version.charAt(end), 10) >= 0) {
      end++;
    }
    boolean ends = end == version.length() || version.charAt(end) == '.';
    return end > 0 && ends ? Integer.parseInt(version.substring(0, end)) : -1;
  }
}
