package io.quong.dataplane.runtime;

/** The hold that the requests of one loop have on a Runtime; one object for all of them. */
public final class RuntimeLease {
  private final RuntimeHolder.Generation generation;
  private final RuntimeHolder holder;
  private int requests;
  private boolean retired;

  RuntimeLease(RuntimeHolder.Generation generation, RuntimeHolder holder) {
    this.generation = generation;
    this.holder = holder;
  }

  public Runtime runtime() {
    return generation.runtime;
  }

  void retain() {
    requests++;
  }

  /** The request has ended, its log phase included. On the loop that acquired it. */
  public void release() {
    requests--;
    if (requests < 0) {
      throw new IllegalStateException("released more often than acquired");
    }
    if (retired && requests == 0) {
      holder.drained(generation);
    }
  }

  void retire() {
    retired = true;
    if (requests == 0) {
      holder.drained(generation);
    }
  }
}
