package io.quong.dataplane.router;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.persistent.RadixMap;
import io.quong.regex.RequiredLiteral;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Many candidates with the same hosts and paths: found by a header value, by a server name that
 * they ask for, or by a text that their regular expression cannot do without; only those that have
 * none of these are walked.
 *
 * @param byHeader by name and value of the first header condition that only lists values
 * @param headerNames the names in it, with the number of their entries
 * @param bySni by server name, for those that list only whole names
 * @param anySni the same in their order, for connections without TLS
 * @param byLiteral by what must stand in the path behind where the list stands
 * @param rest all others
 */
record IndexedList(
    RadixMap<RadixMap<Candidate>> byHeader,
    RadixMap<NameCount> headerNames,
    RadixMap<RadixMap<Candidate>> bySni,
    RadixMap<Candidate> anySni,
    RadixMap<RadixMap<Candidate>> byLiteral,
    RadixMap<Candidate> rest)
    implements Candidates {
  static final Candidates EMPTY =
      new IndexedList(
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty(),
          RadixMap.empty());
  private static final int FEW_NAMES = 8;

  /** A header name and how many keys of {@code byHeader} have it. */
  record NameCount(HeaderName name, HeaderCondition condition, int count) {}

  @Override
  public Candidates with(Candidate candidate) {
    return changed(candidate, candidate);
  }

  @Override
  public Candidates without(Candidate candidate) {
    return changed(candidate, null);
  }

  /**
   * @param value what stands for the candidate's rank afterwards; null for nothing
   */
  private Candidates changed(Candidate candidate, Candidate value) {
    String rank = candidate.rankKey();
    HeaderCondition header = anchor(candidate.piece().headers);
    if (header != null) {
      return changedHeader(header, rank, value);
    }
    SniCondition snis = candidate.piece().snis;
    if (snis != null && snis.literal()) {
      RadixMap<RadixMap<Candidate>> names = bySni;
      for (String name : snis.names()) {
        names = changed(names, name, rank, value);
      }
      RadixMap<Candidate> any = anySni.put(rank, value);
      return new IndexedList(byHeader, headerNames, names, any, byLiteral, rest);
    }
    String literal = literal(candidate);
    return literal.isEmpty()
        ? new IndexedList(byHeader, headerNames, bySni, anySni, byLiteral, rest.put(rank, value))
        : new IndexedList(
            byHeader, headerNames, bySni, anySni, changed(byLiteral, literal, rank, value), rest);
  }

  /** What every path must have that the candidate's expression fits; empty when none is sure. */
  private static String literal(Candidate candidate) {
    String[] expressions = candidate.piece().expressions;
    return expressions.length == 0
        ? ""
        : ByteText.encode(RequiredLiteral.behindPrefix(expressions[candidate.number()]));
  }

  private Candidates changedHeader(HeaderCondition header, String rank, Candidate value) {
    RadixMap<RadixMap<Candidate>> values = byHeader;
    for (String each : header.values()) {
      values = changed(values, key(header.name(), each), rank, value);
    }
    String name = header.name().toString();
    NameCount known = headerNames.get(name);
    int count = (known == null ? 0 : known.count()) + values.size() - byHeader.size();
    RadixMap<NameCount> names =
        headerNames.put(name, count == 0 ? null : new NameCount(header.name(), header, count));
    return new IndexedList(values, names, bySni, anySni, byLiteral, rest);
  }

  private static RadixMap<RadixMap<Candidate>> changed(
      RadixMap<RadixMap<Candidate>> map, String key, String rank, Candidate value) {
    RadixMap<Candidate> there = map.get(key);
    RadixMap<Candidate> next =
        (there == null ? RadixMap.<Candidate>empty() : there).put(rank, value);
    return map.put(key, next.isEmpty() ? null : next);
  }

  private static HeaderCondition anchor(HeaderCondition[] conditions) {
    for (HeaderCondition condition : conditions) {
      if (condition.literal()) {
        return condition;
      }
    }
    return null;
  }

  private static String key(CharSequence name, String value) {
    return name + "\0" + value;
  }

  @Override
  public boolean isEmpty() {
    return byHeader.isEmpty() && anySni.isEmpty() && byLiteral.isEmpty() && rest.isEmpty();
  }

  @Override
  public void offerTo(Search search) {
    if (headerNames.size() > FEW_NAMES) {
      offerByLines(search);
    } else if (!headerNames.isEmpty()) {
      headerNames.scan(
          name -> {
            offerByName(name, search);
            return true;
          });
    }
    offerBySni(search);
    if (!byLiteral.isEmpty()) {
      offerByLiteral(search);
    }
    rest.scan(search::wantsMoreAfter);
  }

  /** Each list once: a path that repeats a text would have its expressions run as often. */
  private void offerByLiteral(Search search) {
    Set<RadixMap<Candidate>> offered = Collections.newSetFromMap(new IdentityHashMap<>(4));
    RadixMap.PrefixVisitor<RadixMap<Candidate>> once =
        (found, length) -> {
          if (offered.add(found)) {
            offer(found, search);
          }
        };
    for (int at = 0; at < search.path.length(); at++) {
      byLiteral.visitPrefixes(search.path, at, once);
    }
  }

  private void offerBySni(Search search) {
    if (anySni.isEmpty()) {
      return;
    }
    if (!search.tls) {
      anySni.scan(search::wantsMoreAfter);
    } else if (search.serverName != null) {
      offer(bySni.get(search.serverName), search);
    }
  }

  private void offerByName(NameCount known, Search search) {
    HeaderBlock headers = search.headers;
    HeaderName name = known.condition().spelling(headers, search.headerLimit);
    int line = headers.find(name, 0);
    for (; line >= 0 && line < search.headerLimit; line = headers.find(name, line + 1)) {
      offer(byHeader.get(key(known.name(), HostPattern.lower(headers.value(line)))), search);
    }
  }

  private void offerByLines(Search search) {
    HeaderBlock headers = search.headers;
    int lines = Math.min(headers.size(), search.headerLimit);
    for (int line = 0; line < lines; line++) {
      String name = HostPattern.lower(headers.name(line)).replace('_', '-');
      offer(byHeader.get(key(name, HostPattern.lower(headers.value(line)))), search);
    }
  }

  private static void offer(RadixMap<Candidate> found, Search search) {
    if (found != null) {
      found.scan(search::wantsMoreAfter);
    }
  }
}
