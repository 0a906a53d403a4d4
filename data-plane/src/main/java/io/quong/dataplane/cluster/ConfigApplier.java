package io.quong.dataplane.cluster;

import io.quong.cluster.SyncHead;
import io.quong.snapshot.ConfigUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Brings what arrived to the sink, and what the sink took to the disk. */
final class ConfigApplier {
  private static final Logger LOG = Logger.getLogger(ConfigApplier.class);

  private final ConfigSink sink;
  private final ConfigFile file;
  private final NodeState state;
  private long refused;
  private String refusedOf = "";

  ConfigApplier(ConfigSink sink, ConfigFile file, NodeState state) {
    this.sink = sink;
    this.file = file;
    this.state = state;
  }

  /** The newest version that the sink refused; 0 for none. */
  long refused() {
    return refused;
  }

  /** The database that it came from. */
  String refusedOf() {
    return refusedOf;
  }

  boolean needsFull() {
    return file.needsFull();
  }

  /** Starts from the disk, when there is something to start from. */
  void stored() {
    try (ChangeStream stored = file.load()) {
      if (stored != null && apply(stored)) {
        LOG.infof("started from the stored configuration, version %d", state.running());
      }
    } catch (IOException e) {
      LOG.error("the stored configuration could not be read", e);
    }
    // What the control plane has may be built even if what was stored may not.
    refused = 0;
  }

  /** Makes a delta or a snapshot live and keeps it. */
  void received(ChangeStream answer) throws IOException {
    switch (answer.head().content()) {
      case FULL -> full(answer);
      case DELTA -> delta(answer);
      case NOTHING -> answer.drain();
    }
  }

  private void full(ChangeStream answer) throws IOException {
    ConfigFile.Incoming incoming = file.incoming(answer.head());
    boolean live = false;
    try {
      answer.tee(incoming);
      live = apply(answer);
    } finally {
      if (live) {
        incoming.commit();
      } else {
        incoming.give();
      }
    }
  }

  private void delta(ChangeStream answer) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    answer.tee(lines::add);
    if (apply(answer)) {
      file.changed(answer.head(), lines);
    }
  }

  private boolean apply(ChangeStream changes) throws IOException {
    SyncHead head = changes.head();
    boolean full = head.content() == SyncHead.Content.FULL;
    try {
      sink.apply(new ConfigUpdate(head.version(), full, changes));
      changes.drain();
      state.live(head.installation(), head.version());
      refused = 0;
      return true;
    } catch (ConfigRefused e) {
      refuse(head, e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // A defect, of a plugin's class perhaps, must not end the polling: a later configuration may
      // be built again.
      refuse(head, "unexpected: " + e, e);
    }
    return false;
  }

  private void refuse(SyncHead head, String reason, Throwable cause) {
    refused = head.version();
    refusedOf = head.installation();
    state.refused(reason);
    LOG.errorf(
        cause,
        "configuration version %d was refused, version %d stays: %s",
        (Object) head.version(),
        state.running(),
        reason);
  }
}
