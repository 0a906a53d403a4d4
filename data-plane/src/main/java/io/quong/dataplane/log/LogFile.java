package io.quong.dataplane.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jctools.queues.MpscArrayQueue;

/**
 * A file of lines, written by a thread of its own, so that no event loop waits for a disk. When the
 * disk cannot keep up lines are lost, and their number is told. A file that was moved away is begun
 * anew.
 */
final class LogFile implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LogFile.class);
  private static final int MOST_WAITING = 65_536;
  private static final int BATCH = 4096;

  /** The writer looks so often: to wake it for each line would cost more than the line. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final MpscArrayQueue<String> waiting = new MpscArrayQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final Path path;
  private final Thread writer;
  private volatile boolean closing;
  private FileChannel file;
  private Object fileKey;
  private long checked;

  /**
   * Null for {@code off}.
   *
   * @param value of a setting: a path below the prefix and perhaps a format's name
   */
  static LogFile of(Path prefix, String value) {
    String path = value.strip().split("\\s+", -1)[0];
    return path.equals("off") ? null : new LogFile(prefix.resolve(path));
  }

  private LogFile(Path path) {
    this.path = path;
    writer = new Thread(this::write, "access-log");
    writer.setDaemon(true);
    writer.start();
  }

  /** Never waits. */
  void add(String line) {
    if (!waiting.offer(line)) {
      lost.incrementAndGet();
    }
  }

  private void write() {
    List<String> batch = new ArrayList<>(BATCH);
    while (!closing || !waiting.isEmpty()) {
      if (waiting.drain(batch::add, BATCH) == 0) {
        LockSupport.parkNanos(LOOK_NANOS);
        continue;
      }
      try {
        write(batch);
        tellLost();
      } catch (IOException failed) {
        LOG.errorf("the access log %s cannot be written: %s", path, failed.getMessage());
        closeFile();
      } finally {
        batch.clear();
      }
    }
    closeFile();
  }

  private void write(List<String> lines) throws IOException {
    open();
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private void open() throws IOException {
    long now = System.nanoTime();
    if (file != null && now - checked < CHECK_NANOS) {
      return;
    }
    checked = now;
    if (file != null && Files.exists(path) && Objects.equals(key(), fileKey)) {
      return;
    }
    closeFile();
    Files.createDirectories(path.getParent());
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    fileKey = key();
  }

  private Object key() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private void closeFile() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException failed) {
      LOG.warnf("the access log did not close: %s", failed.getMessage());
    }
    file = null;
  }

  private void tellLost() {
    long count = lost.getAndSet(0);
    if (count > 0) {
      LOG.warnf("%d lines of the access log were lost: the disk did not keep up", count);
    }
  }

  /** Writes what waits, within ten seconds. */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
