package io.quong.dataplane.router;

/** A few candidates, tried one after the other. */
final class ShortList implements Candidates {
  private static final int MOST = 12;

  private final Candidate[] ordered;

  ShortList(Candidate[] ordered) {
    this.ordered = ordered;
  }

  @Override
  public Candidates with(Candidate candidate) {
    if (ordered.length == MOST) {
      Candidates more = IndexedList.EMPTY;
      for (Candidate each : ordered) {
        more = more.with(each);
      }
      return more.with(candidate);
    }
    int at = 0;
    while (at < ordered.length && ordered[at].compareRank(candidate) < 0) {
      at++;
    }
    Candidate[] next = new Candidate[ordered.length + 1];
    System.arraycopy(ordered, 0, next, 0, at);
    next[at] = candidate;
    System.arraycopy(ordered, at, next, at + 1, ordered.length - at);
    return new ShortList(next);
  }

  @Override
  public Candidates without(Candidate candidate) {
    int at = 0;
    while (at < ordered.length && !ordered[at].sameAs(candidate)) {
      at++;
    }
    if (at == ordered.length) {
      return this;
    }
    Candidate[] next = new Candidate[ordered.length - 1];
    System.arraycopy(ordered, 0, next, 0, at);
    System.arraycopy(ordered, at + 1, next, at, next.length - at);
    return next.length == 0 ? NONE : new ShortList(next);
  }

  @Override
  public boolean isEmpty() {
    return ordered.length == 0;
  }

  @Override
  public void offerTo(Search search) {
    for (Candidate candidate : ordered) {
      if (!search.wantsMoreAfter(candidate)) {
        return;
      }
    }
  }
}
