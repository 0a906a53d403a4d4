package io.quong.plugin;

import io.vertx.core.Future;

/** What a phase of a plugin answers with. */
public sealed interface Step {
  /** Go on with the next plugin. */
  Step NEXT = new Next();

  /** Answer the client with this and call no further access phase. */
  static Step respond(Answer answer) {
    return new Respond(answer);
  }

  /** Go on when the future has a step; a failed future counts as a crash of the plugin (500). */
  static Step await(Future<Step> future) {
    return new Await(future);
  }

  /** See {@link #NEXT}. */
  record Next() implements Step {}

  /** See {@link #respond}. */
  record Respond(Answer answer) implements Step {}

  /** See {@link #await}. */
  record Await(Future<Step> future) implements Step {}
}
