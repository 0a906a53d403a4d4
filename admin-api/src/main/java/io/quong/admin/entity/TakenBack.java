package io.quong.admin.entity;

import io.quong.admin.api.Reply;

/** Thrown out of a write that is not to count, though it has an answer. */
public final class TakenBack extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  public TakenBack(Reply reply) {
    super("the write is taken back", null, false, false);
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
