package io.quong.plugins.filelog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The files that instances write, one for each path, written in order by one thread, so that no
 * event loop waits for a disk. What does not fit the queue is lost, and its number is told.
 */
final class LogFiles implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LogFiles.class.getName());
  private static final int MOST_WAITING = 20_000;
  private static final long CLOSING_SECONDS = 5;
  private static final FileAttribute<?> MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

  private final ArrayBlockingQueue<Runnable> work = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final Map<String, Integer> users = new HashMap<>();

  /** Of the thread alone. */
  private final Map<String, FileChannel> open = new HashMap<>();

  private final Thread writer = new Thread(this::run, "file-log");
  private volatile boolean closing;

  LogFiles() {
    writer.setDaemon(true);
    writer.start();
  }

  /** An instance with this path is there. */
  synchronized void use(String path) {
    users.merge(path, 1, Integer::sum);
  }

  /** It is gone; the last one lets the file go. */
  synchronized void release(String path) {
    if (users.merge(path, -1, Integer::sum) <= 0) {
      users.remove(path);
      enqueue(() -> close(path));
    }
  }

  /**
   * Never waits.
   *
   * @param reopen whether the file is opened anew, so that one that was moved away is begun again
   */
  void append(String path, boolean reopen, String line) {
    enqueue(() -> write(path, reopen, line));
  }

  private void enqueue(Runnable piece) {
    if (!work.offer(piece)) {
      lost.incrementAndGet();
    }
  }

  private void run() {
    while (!closing || !work.isEmpty()) {
      try {
        Runnable next = work.poll(1, TimeUnit.SECONDS);
        if (next != null) {
          next.run();
        }
        long count = lost.getAndSet(0);
        if (count > 0) {
          error(count + " entries were lost: the disk did not keep up");
        }
      } catch (InterruptedException closed) {
        closing = true;
      }
    }
    Set.copyOf(open.keySet()).forEach(this::close);
  }

  private void write(String path, boolean reopen, String line) {
    if (reopen) {
      close(path);
    }
    FileChannel file = open.get(path);
    try {
      if (file == null) {
        file =
            FileChannel.open(
                Path.of(path), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), MODE);
        open.put(path, file);
      }
    } catch (IOException | InvalidPathException failed) {
      error("failed to open the file: " + reason(failed));
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException failed) {
      error("failed to write to the file: " + reason(failed));
      close(path);
    }
  }

  /** In the words of the system's errors. */
  private static String reason(Exception failed) {
    if (failed instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (failed instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (failed instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return failed.getMessage();
  }

  private void close(String path) {
    FileChannel file = open.remove(path);
    if (file != null) {
      try {
        file.close();
      } catch (IOException failed) {
        error("failed to close the file: " + reason(failed));
      }
    }
  }

  private static void error(String message) {
    LOG.log(System.Logger.Level.ERROR, "[file-log] " + message);
  }

  /** At the end of the node: writes what waits, for so long. */
  @Override
  public void close() throws InterruptedException {
    closing = true;
    writer.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
  }
}
