package io.quong.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Implemented by an object of {@link PluginContext#nodeWide} that answers the Admin API's questions
 * about what this node holds. Called on a thread that may block.
 */
public interface NodeQuestions {
  /**
   * @param question what the control plane asks all nodes; the plugin's own form
   * @return never null
   */
  ObjectNode answer(ObjectNode question);
}
