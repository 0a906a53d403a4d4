package io.quong.dataplane.cluster;

import io.quong.cluster.ChangeLine;
import io.quong.cluster.SyncHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The last good configuration on the node's disk. A full snapshot is written as it arrives; later
 * changes are gathered for a while and then merged into a new file, line by line, so that neither
 * thousands of changes nor a large configuration cost more than one pass now and then. All of it
 * happens on a thread of its own; the file under its name is always a whole one.
 */
final class ConfigFile implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ConfigFile.class);

  /** More changes than this are not kept in memory while the disk refuses them. */
  private static final int MOST_PENDING = 20_000;

  private final Path file;
  private final Path merged;
  private final Path arriving;
  private final NodeKey key;
  private final long gatherMs;
  private final NodeState state;
  private final ScheduledThreadPoolExecutor writer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "quong-config-file");
            thread.setDaemon(true);
            return thread;
          });

  private Map<String, byte[]> pending = new HashMap<>();
  private SyncHead newest;
  private boolean scheduled;
  private boolean hasBase;
  private long lastWriteMs;

  /**
   * @param folder made when it is missing, for its owner alone
   * @param key null when the file is not to be encrypted
   * @param gatherMs how long changes are gathered before the file is written anew, at least
   */
  ConfigFile(Path folder, NodeKey key, long gatherMs, NodeState state) throws IOException {
    this.key = key;
    this.gatherMs = gatherMs;
    this.state = state;
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    file = folder.resolve("last-good.config");
    merged = folder.resolve("last-good.config.merged");
    arriving = folder.resolve("last-good.config.arriving");
    // What a node that was killed while writing left behind.
    Files.deleteIfExists(merged);
    Files.deleteIfExists(arriving);
    writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * The configuration in the file, checked before it is handed out; null when there is none. A file
   * that can't be trusted is put aside under another name.
   */
  ChangeStream load() {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      newest = ConfigFileReader.verify(file, key, line -> {});
      hasBase = true;
      return new ChangeStream(ConfigFileReader.open(file, key), ConfigFileReader.LONGEST_LINE);
    } catch (IOException e) {
      setAside(e);
      return null;
    }
  }

  private void setAside(IOException fault) {
    Path aside = file.resolveSibling("last-good.config.set-aside");
    hasBase = false;
    String said = "the last good configuration in " + file + " was not loaded: " + message(fault);
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      said += "; it is now " + aside.getFileName();
    } catch (IOException e) {
      said += "; nor could it be put aside: " + message(e);
    }
    LOG.error(said);
    state.warn(NodeState.Warning.FILE_SET_ASIDE, said);
  }

  /** Begins to write a full snapshot as it arrives. */
  Incoming incoming(SyncHead head) {
    return new Incoming(head);
  }

  /** A full snapshot on its way to the disk; a disk that fails does not stop the snapshot. */
  final class Incoming implements ChangeStream.LineSink {
    private final SyncHead head;
    private ConfigFileWriter to;

    Incoming(SyncHead head) {
      this.head = head;
      try {
        to = new ConfigFileWriter(arriving, head, key);
      } catch (IOException e) {
        failed(e);
      }
    }

    @Override
    public void line(byte[] line) {
      if (to == null) {
        return;
      }
      try {
        to.line(line);
      } catch (IOException e) {
        give();
        failed(e);
      }
    }

    /** The snapshot is live: it becomes the file, and what was gathered for the old one is moot. */
    void commit() {
      try {
        onWriter(
            () -> {
              boolean whole = to != null;
              try {
                if (whole) {
                  to.commit(file);
                  written();
                }
              } catch (IOException e) {
                whole = false;
                give();
                failed(e);
              }
              based(head, whole);
            });
      } catch (IOException e) {
        failed(e);
      }
    }

    /** The snapshot came to nothing: the old file stays. */
    void give() {
      if (to != null) {
        try {
          to.close();
        } catch (IOException e) {
          LOG.debug("closing the temporary file", e);
        }
        to = null;
      }
    }
  }

  /** Changes that are live. They are on the disk some time later. */
  synchronized void changed(SyncHead head, List<byte[]> lines) throws IOException {
    newest = head;
    if (!hasBase) {
      return;
    }
    for (byte[] line : lines) {
      pending.put(ChangeLine.key(line), line);
    }
    if (pending.size() > MOST_PENDING) {
      forget();
    } else {
      schedule(Math.max(gatherMs, 20 * lastWriteMs));
    }
  }

  /** Whether only a full snapshot can bring the file up to date again. */
  synchronized boolean needsFull() {
    return newest != null && !hasBase;
  }

  private synchronized void schedule(long delayMs) {
    if (!scheduled && !writer.isShutdown()) {
      scheduled = true;
      writer.schedule(this::merge, delayMs, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void based(SyncHead head, boolean whole) {
    pending = new HashMap<>();
    newest = head;
    hasBase = whole;
  }

  private synchronized void forget() {
    pending = new HashMap<>();
    hasBase = false;
  }

  private void merge() {
    Map<String, byte[]> changes;
    SyncHead head;
    synchronized (this) {
      scheduled = false;
      changes = pending;
      pending = new HashMap<>();
      head = newest;
      if (!hasBase) {
        return;
      }
    }
    long began = System.nanoTime();
    try (ConfigFileWriter to = new ConfigFileWriter(merged, head, key)) {
      ConfigFileReader.verify(
          file,
          key,
          line -> {
            if (!changes.containsKey(ChangeLine.key(line))) {
              to.line(line);
            }
          });
      for (byte[] line : changes.values()) {
        if (ChangeLine.decode(line).body() != null) {
          to.line(line);
        }
      }
      to.commit(file);
      written();
    } catch (IOException e) {
      failed(e);
      synchronized (this) {
        changes.forEach(pending::putIfAbsent);
        if (pending.size() > MOST_PENDING || !isWhole()) {
          forget();
        } else {
          schedule(Math.max(1_000, 5 * gatherMs));
        }
      }
    }
    synchronized (this) {
      lastWriteMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
  }

  private boolean isWhole() {
    try {
      ConfigFileReader.verify(file, key, line -> {});
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void written() {
    state.clear(NodeState.Warning.FILE_NOT_WRITTEN);
    state.clear(NodeState.Warning.FILE_SET_ASIDE);
  }

  private void failed(IOException fault) {
    String said =
        "the configuration could not be written to "
            + file
            + " (the file of before is still there): "
            + message(fault);
    if (state.warn(NodeState.Warning.FILE_NOT_WRITTEN, said)) {
      LOG.error(said);
    }
  }

  private static String message(IOException fault) {
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
  }

  /** A step that may fail as a file does. */
  private interface Step {
    void run() throws IOException;
  }

  private void onWriter(Step step) throws IOException {
    boolean interrupted = false;
    try {
      Future<?> done =
          writer.submit(
              () -> {
                step.run();
                return null;
              });
      while (true) {
        try {
          done.get();
          return;
        } catch (InterruptedException e) {
          // The step is short and will be carried out in any case.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (RejectedExecutionException e) {
      throw new IOException("the node stops", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Writes what is still gathered. */
  @Override
  public void close() {
    boolean more;
    synchronized (this) {
      more = hasBase && !pending.isEmpty();
    }
    if (more) {
      writer.submit(this::merge);
    }
    writer.shutdown();
    try {
      if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the configuration file was not written before the node stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
