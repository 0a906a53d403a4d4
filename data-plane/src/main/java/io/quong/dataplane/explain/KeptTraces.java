package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The last traced requests, under way or over: so many at most, and for ten minutes. */
final class KeptTraces {
  private static final int MOST = 256;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Map<String, Kept> byId = new LinkedHashMap<>();

  private record Kept(long since, Promise<ObjectNode> told) {}

  synchronized void begun(String requestId) {
    drop();
    byId.put(requestId, new Kept(System.nanoTime(), Promise.promise()));
  }

  private void drop() {
    long now = System.nanoTime();
    Iterator<Kept> oldest = byId.values().iterator();
    while (oldest.hasNext()) {
      boolean old = now - oldest.next().since() > LONGEST_NANOS;
      if (!old && byId.size() < MOST) {
        return;
      }
      oldest.remove();
    }
  }

  void ended(String requestId, AsyncResult<ObjectNode> explained) {
    Kept kept;
    synchronized (this) {
      kept = byId.get(requestId);
    }
    if (kept != null) {
      kept.told().handle(explained);
    }
  }

  /** Null when it is not known, or not any more. */
  synchronized Future<ObjectNode> find(String requestId) {
    drop();
    Kept kept = byId.get(requestId);
    return kept == null ? null : kept.told().future();
  }
}
