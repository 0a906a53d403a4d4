package io.quong.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.Service;

/**
 * Implemented by a {@link Plugin} that decides whether services are asked at all. Its access phase
 * sees what clients want of the service; this sees what other plugins want of it by {@link
 * Exchange#call}. Of the instances of one plugin the one that is tied to the service is asked, else
 * the global one.
 */
public interface ServiceGuard {
  /**
   * Before a call.
   *
   * @return is told how it ends, by one call of one method
   * @throws ServiceFailure when the service is not to be asked
   */
  Watch admit(Service service);

  /** How it stands towards the service, for people: a JSON object, never null. */
  ObjectNode state(Service service);

  /** Watches one call. */
  interface Watch {
    /**
     * @param millis until the head of the answer
     */
    void answered(int status, long millis);

    void failed(ServiceFailure.Kind kind, long millis);

    /** The service was not asked in the end, or nobody waited for its answer. */
    void abandoned();
  }
}
