package io.quong.plugin.template;

/** A template that cannot be compiled, or failed. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param position of the character, from 0; -1 when it is not known
   */
  TemplateException(String message, int position) {
    super(
        position < 0 ? message : message + " (at character " + position + ")", null, false, false);
  }
}
