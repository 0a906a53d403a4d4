package io.quong.dataplane.runtime;

import java.util.List;
import org.jboss.logging.Logger;

/** Closes what no request uses any more; one that fails does not keep the others open. */
final class Closing {
  private static final Logger LOG = Logger.getLogger(Closing.class);

  private Closing() {}

  static void closeAll(List<? extends AutoCloseable> resources) {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception failed) {
        LOG.warnf(failed, "closing %s failed", resource.getClass().getName());
      }
    }
  }
}
