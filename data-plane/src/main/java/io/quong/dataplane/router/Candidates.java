package io.quong.dataplane.router;

/** Candidates of one place in the index, in their order. Immutable. */
interface Candidates {
  Candidates NONE = new ShortList(new Candidate[0]);

  Candidates with(Candidate candidate);

  Candidates without(Candidate candidate);

  boolean isEmpty();

  /** Lets the search look at those that can fit, best first. */
  void offerTo(Search search);
}
