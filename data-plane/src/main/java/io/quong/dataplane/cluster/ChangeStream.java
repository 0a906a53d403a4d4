package io.quong.dataplane.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quong.cluster.ChangeLine;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.SyncHead;
import io.quong.snapshot.EntityChange;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Head, entities and end, read as they arrive: an answer of the control plane, or the node's file.
 * The entities may be walked once. They end only when the end line was there and named their
 * number; a stream that breaks off before throws {@link UncheckedIOException} from the iterator.
 */
final class ChangeStream implements Iterable<EntityChange>, Closeable {
  /** Sees each line of an entity as it came, before it is read. */
  interface LineSink {
    void line(byte[] line);
  }

  private final LineReader lines;
  private final SyncHead head;
  private LineSink tee = line -> {};
  private long read;
  private boolean ended;

  /**
   * @param longestLine in bytes
   */
  ChangeStream(InputStream in, int longestLine) throws IOException {
    lines = new LineReader(in, longestLine);
    byte[] first = lines.next();
    if (first == null) {
      throw new EOFException("empty");
    }
    try {
      head = SyncHead.of(tree(first));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a head: " + e.getMessage(), e);
    }
  }

  SyncHead head() {
    return head;
  }

  void tee(LineSink sink) {
    tee = sink;
  }

  /** Reads what a reader left, so that the connection can be used again. */
  void drain() throws IOException {
    while (!ended) {
      nextLine();
    }
  }

  @Override
  public Iterator<EntityChange> iterator() {
    return new Iterator<>() {
      private EntityChange next;

      @Override
      public boolean hasNext() {
        if (next == null && !ended) {
          try {
            byte[] line = nextLine();
            next = line == null ? null : ChangeLine.decode(line);
          } catch (JsonProcessingException e) {
            // Its message quotes what could not be read, which may be a secret.
            throw new UncheckedIOException(new IOException("a line that is no JSON"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
        return next != null;
      }

      @Override
      public EntityChange next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        EntityChange change = next;
        next = null;
        return change;
      }
    };
  }

  private byte[] nextLine() throws IOException {
    byte[] line = lines.next();
    if (line == null) {
      throw new EOFException("broke off before its end");
    }
    if (ChangeLine.isChange(line)) {
      read++;
      tee.line(line);
      return line;
    }
    JsonNode end = tree(line).path("end");
    if (!end.isIntegralNumber() || end.longValue() != read) {
      throw new IOException("the end does not name the " + read + " entities that came");
    }
    if (lines.next() != null) {
      throw new IOException("something follows the end");
    }
    ended = true;
    return null;
  }

  private static JsonNode tree(byte[] line) throws IOException {
    try {
      return ClusterWire.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("a line that is no JSON");
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
